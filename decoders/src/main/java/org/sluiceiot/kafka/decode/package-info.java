/** Decoders: from a Kafka record to entities; one package per format. */
package org.sluiceiot.kafka.decode;

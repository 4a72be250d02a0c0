/** Avro, by a schema given or from a registry. */
package org.sluiceiot.kafka.decode.avro;

/** Schemas from a Confluent-compatible registry. */
package org.sluiceiot.kafka.decode.registry;

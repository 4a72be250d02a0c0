/** Turns a rule message into a Kafka record. */
package org.sluiceiot.kafka.downlink.record;

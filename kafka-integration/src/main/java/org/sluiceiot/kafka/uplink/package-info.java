/** Uplink: Kafka records to device telemetry and attributes. */
package org.sluiceiot.kafka.uplink;

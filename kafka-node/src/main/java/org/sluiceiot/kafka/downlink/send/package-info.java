/** Hand-over of records to a shared Kafka producer: ordered, bounded, never blocking the caller. */
package org.sluiceiot.kafka.downlink.send;

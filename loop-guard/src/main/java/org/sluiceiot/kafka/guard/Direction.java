package org.sluiceiot.kafka.guard;

/** Which way an endpoint moves data. */
public enum Direction {
  /** Kafka to host. */
  UPLINK,
  /** Host to Kafka. */
  DOWNLINK
}

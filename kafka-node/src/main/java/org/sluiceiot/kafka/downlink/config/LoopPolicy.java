package org.sluiceiot.kafka.downlink.config;

/** Where a message goes that would circle. */
public enum LoopPolicy {
  /** Along relation {@code Loop}. */
  LOOP,
  /** Along relation {@code Failure}. */
  FAILURE
}

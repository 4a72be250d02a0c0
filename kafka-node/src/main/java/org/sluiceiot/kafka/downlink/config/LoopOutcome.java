package org.sluiceiot.kafka.downlink.config;

/** Where a message goes that would circle. */
public enum LoopOutcome {
  /** Along relation {@code Loop}. */
  LOOP,
  /** Along relation {@code Failure}. */
  FAILURE
}

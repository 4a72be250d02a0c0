package org.sluiceiot.kafka.uplink.config;

/** What becomes of a record that fails for good. */
public enum FailureStrategy {
  /** Written to the dead letter topic, then acknowledged. */
  DEAD_LETTER,
  /** Counted and acknowledged: its data is lost, as the user chose. */
  SKIP,
  /** Its partition stops until a person resumes it. */
  STOP
}

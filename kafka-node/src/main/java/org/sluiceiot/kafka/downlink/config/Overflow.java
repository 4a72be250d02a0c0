package org.sluiceiot.kafka.downlink.config;

/** What happens when the queue of a node is full. */
public enum Overflow {
  /** The new message fails. */
  FAIL,
  /** The message that waits longest fails, counted and alarmed; the new one is taken. */
  DROP_OLDEST
}

package org.sluiceiot.kafka.downlink.config;

/** Whether records overlap on their way. */
public enum SendMode {
  /** Many records on the way at once. */
  ASYNC,
  /** The next record leaves when the one before has its outcome. */
  SYNC
}

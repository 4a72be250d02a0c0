package org.sluiceiot.kafka.guard.breaker;

/** What an uplink shall do with its partitions now. */
public enum Hold {
  /** Read. */
  FLOW,
  /** Pause for a moment: the guard tries whether what comes in is caused by what goes out. */
  TRIAL,
  /** Pause: data would circle. */
  OPEN;

  public boolean paused() {
    return this != FLOW;
  }
}

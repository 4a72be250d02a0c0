package org.sluiceiot.script;

import java.time.Duration;

/**
 * What one run of a script may use.
 *
 * @param time of the processor
 * @param memory in bytes that it may allocate in all
 * @param tenant whose script it is; tenants are told apart by it, never null
 */
public record ScriptLimits(Duration time, long memory, String tenant) {
  /** How long a run may take by the clock, where it waits for the processor for most of it. */
  private static final Duration WALL = Duration.ofSeconds(10);

  /** Time by the clock that a run may take at most. */
  public Duration wall() {
    return time.compareTo(WALL) > 0 ? time.multipliedBy(2) : WALL;
  }
}

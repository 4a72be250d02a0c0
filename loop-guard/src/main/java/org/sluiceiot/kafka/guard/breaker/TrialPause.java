package org.sluiceiot.kafka.guard.breaker;

import java.time.Duration;

/**
 * Keeps trials rare on an uplink that was acquitted: not again for a while, ever longer, unless the
 * rate has doubled since. Not safe for several threads.
 */
final class TrialPause {
  private static final long FIRST = Duration.ofMinutes(1).toNanos();
  private static final long LONGEST = Duration.ofHours(1).toNanos();

  /** Records per second below which a doubling says nothing. */
  private static final double NOISE = 20;

  private long delay = FIRST;
  private long until;
  private double rate;
  private boolean set;

  boolean permits(long now, double presentRate) {
    return !set || now - until >= 0 || presentRate >= Math.max(2 * rate, NOISE);
  }

  void acquitted(long now, double presentRate) {
    set = true;
    until = now + delay;
    rate = presentRate;
    delay = Math.min(LONGEST, 2 * delay);
  }
}

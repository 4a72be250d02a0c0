package org.sluiceiot.api.host;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt at something that failed: twice as long after each
 * failure, up to a limit, and each time a little longer at random, so that what failed together
 * does not try again together. For one thread.
 */
public final class Backoff {
  private final long firstNanos;
  private final long longestNanos;
  private long nextNanos;

  /**
   * @param first pause after the first failure; positive
   * @param longest limit of the pauses before the random part, which is a quarter at most
   */
  public Backoff(Duration first, Duration longest) {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("0 < first <= longest, not " + first + ", " + longest);
    }
    firstNanos = first.toNanos();
    longestNanos = longest.toNanos();
    nextNanos = firstNanos;
  }

  /** The pause before the next attempt; the one after it is longer. */
  public Duration next() {
    long pause = nextNanos;
    nextNanos = Math.min(longestNanos, nextNanos * 2);
    return Duration.ofNanos(pause + ThreadLocalRandom.current().nextLong(pause / 4 + 1));
  }

  /** An attempt succeeded: begins at the first pause again. */
  public void reset() {
    nextNanos = firstNanos;
  }
}

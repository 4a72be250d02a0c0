package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The growing pauses between attempts that fail one after the other, with jitter. For one thread.
 * Kafka's client has such a class too, in another package from 4.4 on.
 */
public final class Pauses {
  private final long first;
  private final long longest;
  private long next;

  /**
   * @param first pause
   * @param longest pause; up to a quarter is added to each
   */
  public Pauses(Duration first, Duration longest) {
    this.first = first.toNanos();
    this.longest = longest.toNanos();
    next = this.first;
  }

  /** The pause before the next attempt, in nanoseconds. */
  public long nextNanos() {
    long pause = next;
    next = Math.min(longest, next * 2);
    return pause + ThreadLocalRandom.current().nextLong(pause / 4 + 1);
  }

  /** An attempt has worked: the next pause is the first one again. */
  public void reset() {
    next = first;
  }
}

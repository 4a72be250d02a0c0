package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses between attempts, with jitter. For one thread. */
public final class Backoff {
  private final long first;
  private final long last;
  private long next;

  /**
   * @param first pause
   * @param last longest pause
   */
  public Backoff(Duration first, Duration last) {
    this.first = first.toNanos();
    this.last = last.toNanos();
    this.next = this.first;
  }

  /** The pause before the next attempt, in nanoseconds. */
  public long next() {
    long pause = next;
    next = Math.min(last, next * 2);
    return pause + ThreadLocalRandom.current().nextLong(pause / 4 + 1);
  }

  /** The next pause is the first one again. */
  public void reset() {
    next = first;
  }
}

package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Logs what may happen with every message: one in ten seconds, with the number of the others. Safe
 * for any thread. Never throws.
 */
public final class RareLog {
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();

  private final Logger log;
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicLong unlogged = new AtomicLong();

  public RareLog(Logger log) {
    this.log = log;
  }

  /** Logs an error, or counts it. */
  public void error(String text, Throwable e) {
    try {
      long now = System.nanoTime();
      long due = next.get();
      if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
        log.error("{} ({} more since the last one)", text, unlogged.getAndSet(0), e);
      } else {
        unlogged.incrementAndGet();
      }
    } catch (Throwable again) {
      // Not even memory for a line of the log: to go on is worth more than the line.
    }
  }
}

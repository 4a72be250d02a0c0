package org.sluiceiot.kafka.uplink.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.sluiceiot.kafka.uplink.config.ProcessingConfig;

/**
 * Bounds what was polled and has not ended, in records and in bytes. The polling thread asks {@link
 * #full} before each poll; one poll may go above the bounds by what it returns.
 */
final class InFlight {
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final long mostRecords;
  private final long mostBytes;
  private volatile Thread waiting;

  InFlight(ProcessingConfig config) {
    mostRecords = config.maxRecords();
    mostBytes = config.maxBytes().bytes();
  }

  void added(long count, long size) {
    records.addAndGet(count);
    bytes.addAndGet(size);
  }

  /** A record ended; any thread. */
  void ended(long size) {
    records.decrementAndGet();
    bytes.addAndGet(-size);
    Thread thread = waiting;
    if (thread != null && roomy()) {
      LockSupport.unpark(thread);
    }
  }

  boolean full() {
    return records.get() >= mostRecords || bytes.get() >= mostBytes;
  }

  /** Half empty: time to go on, once full. */
  boolean roomy() {
    return records.get() <= mostRecords / 2 && bytes.get() <= mostBytes / 2;
  }

  /** Waits until half of it has ended, or so long; only the polling thread. */
  void awaitRoom(long nanos) {
    waiting = Thread.currentThread();
    if (!roomy()) {
      LockSupport.parkNanos(this, nanos);
    }
    waiting = null;
  }

  long records() {
    return records.get();
  }

  long bytes() {
    return bytes.get();
  }
}

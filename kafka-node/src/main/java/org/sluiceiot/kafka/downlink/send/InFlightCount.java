package org.sluiceiot.kafka.downlink.send;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the records of one queue. What callers write and what the client's thread writes are kept
 * on different lines of the processor's cache: the two threads work at the same time, and a shared
 * line would cost both more than the sending itself. Reading is safe for any thread.
 */
final class InFlightCount {
  /** Places in {@link #ended}, with room on both sides. */
  private static final int RECORDS = 8;

  private static final int BYTES = 9;
  private static final int LENGTH = 18;

  /** How many records are taken before a caller looks at the other side again. */
  private static final int LOOK = 256;

  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong takenBytes = new AtomicLong();
  private final AtomicLongArray ended = new AtomicLongArray(LENGTH);
  private long seenEnded;
  private long seenBytes;

  /** Whether a record of this size fits; under the queue's lock. */
  boolean hasRoom(QueueLimits limits, int size) {
    if (!fits(limits, size)) {
      look();
    }
    return fits(limits, size);
  }

  private boolean fits(QueueLimits limits, int size) {
    long records = taken.getPlain() - seenEnded;
    return records < limits.maxRecords()
        && (records == 0 || takenBytes.getPlain() - seenBytes + size <= limits.maxBytes());
  }

  private void look() {
    // Bytes first: seen too low they are only careful.
    seenBytes = ended.get(BYTES);
    seenEnded = ended.get(RECORDS);
  }

  /**
   * A record was taken; under the queue's lock.
   *
   * @return records without an outcome, or somewhat more
   */
  long take(int size) {
    long count = taken.getPlain() + 1;
    taken.setRelease(count);
    takenBytes.setRelease(takenBytes.getPlain() + size);
    if (count % LOOK == 0) {
      look();
    }
    return count - seenEnded;
  }

  /** A record has its outcome. */
  void end(int size) {
    ended.getAndAdd(BYTES, size);
    ended.getAndIncrement(RECORDS);
  }

  long records() {
    return Math.max(0, taken.getAcquire() - ended.get(RECORDS));
  }

  long bytes() {
    return Math.max(0, takenBytes.getAcquire() - ended.get(BYTES));
  }
}

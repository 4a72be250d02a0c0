package org.sluiceiot.kafka.downlink.buffer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Records that wait to be stored; bounded. Safe for any thread. */
final class StoreQueue {
  private final ConcurrentLinkedQueue<Storable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger records = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final int maxRecords;
  private final long maxBytes;

  StoreQueue(int maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  /**
   * @return false when there is no room
   */
  boolean offer(Storable item) {
    if (records.get() >= maxRecords || (bytes.get() > 0 && bytes.get() >= maxBytes)) {
      return false;
    }
    // First the step that may fail for want of memory.
    queue.add(item);
    records.incrementAndGet();
    bytes.addAndGet(item.draft().size());
    return true;
  }

  /** Takes up to this many out, oldest first; they count until {@link #settled}. */
  List<Storable> poll(int most) {
    List<Storable> batch = new ArrayList<>();
    while (batch.size() < most) {
      Storable item = queue.peek();
      if (item == null) {
        break;
      }
      // First the step that may fail for want of memory: the buffer's thread alone takes out.
      batch.add(item);
      queue.remove();
    }
    return batch;
  }

  /** These have their outcome. */
  void settled(List<Storable> batch) {
    records.addAndGet(-batch.size());
    bytes.addAndGet(-batch.stream().mapToLong(item -> item.draft().size()).sum());
  }

  int records() {
    return records.get();
  }
}

package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Records without an outcome, in the order taken. Entries that are done stay until they come to the
 * front or make up more than half, so that an outcome need not take the lock. Guarded by the
 * outlet's lock.
 */
final class Outstanding {
  private static final int SLACK = 1024;

  /** How many are added before it is tidied: the state of many is read faster at one go. */
  private static final int TIDY = 64;

  private final ArrayDeque<Outgoing> records = new ArrayDeque<>();
  private int added;

  /**
   * @param live records without an outcome, this one included, or somewhat more
   */
  void add(Outgoing record, long live) {
    if (++added % TIDY == 0) {
      tidy(live);
    }
    records.add(record);
  }

  private void tidy(long live) {
    while (!records.isEmpty() && records.peek().isDone()) {
      records.poll();
    }
    if (records.size() > 2 * live + SLACK) {
      records.removeIf(Outgoing::isDone);
    }
  }

  /** Those that the producer has had for longer than this. */
  List<Outgoing> overdue(long now, long nanos) {
    List<Outgoing> overdue = new ArrayList<>();
    for (Outgoing record : records) {
      if (record.isDone()) {
        continue;
      }
      if (now - record.acceptedNanos() <= nanos) {
        break;
      }
      if (!record.isWaiting() && now - record.sentNanos() > nanos) {
        overdue.add(record);
      }
    }
    return overdue;
  }

  long oldestSent(long now) {
    for (Outgoing record : records) {
      if (!record.isDone() && !record.isWaiting()) {
        return now - record.sentNanos();
      }
    }
    return 0;
  }

  List<Outgoing> drain() {
    List<Outgoing> all = new ArrayList<>(records);
    records.clear();
    return all;
  }
}

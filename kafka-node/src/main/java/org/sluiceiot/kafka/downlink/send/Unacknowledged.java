package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Records without an outcome, in the order taken. Records that have ended stay in the list until
 * they come to its front or make up more than half of it: so an answer of the client need not take
 * the lock to remove its record. Guarded by the send queue's lock.
 */
final class Unacknowledged {
  private static final int SLACK = 1024;

  /**
   * How many are added before the front is tidied. The client's thread has just written the states
   * that are read then, and each read waits for that processor's cache: many at once wait less.
   */
  private static final int TIDY = 64;

  private final ArrayDeque<PendingRecord> records = new ArrayDeque<>();
  private int added;

  /**
   * @param live records without an outcome, this one included, or somewhat more
   */
  void add(PendingRecord record, long live) {
    if (++added % TIDY == 0) {
      tidy(live);
    }
    records.add(record);
  }

  private void tidy(long live) {
    while (!records.isEmpty() && records.peek().isEnded()) {
      records.poll();
    }
    if (records.size() > 2 * live + SLACK) {
      records.removeIf(PendingRecord::isEnded);
    }
  }

  /** Those that the producer has had for longer than this. */
  List<PendingRecord> overdue(long now, long nanos) {
    List<PendingRecord> overdue = new ArrayList<>();
    for (PendingRecord record : records) {
      if (record.isEnded()) {
        continue;
      }
      if (now - record.acceptedNanos() <= nanos) {
        break;
      }
      if (record.isSent() && now - record.sentNanos() > nanos) {
        overdue.add(record);
      }
    }
    return overdue;
  }

  long oldestSent(long now) {
    for (PendingRecord record : records) {
      if (record.isSent()) {
        return now - record.sentNanos();
      }
    }
    return 0;
  }

  List<PendingRecord> drain() {
    List<PendingRecord> all = new ArrayList<>(records);
    records.clear();
    return all;
  }
}

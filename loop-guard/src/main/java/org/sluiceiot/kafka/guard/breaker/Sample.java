package org.sluiceiot.kafka.guard.breaker;

import java.util.List;

/**
 * Counts at one moment.
 *
 * @param at nanoseconds
 * @param ends sum of the log end offsets that the uplink reads up to
 * @param ingested records that the uplink took in
 * @param writes records written, per writer
 */
record Sample(long at, long ends, long ingested, long[] writes) {
  static Sample take(long at, long ends, long ingested, List<Writer> writers) {
    return new Sample(at, ends, ingested, writers.stream().mapToLong(Writer::writes).toArray());
  }

  /** What happened since the earlier one; {@code at} becomes a duration. */
  Sample since(Sample earlier) {
    long[] written = new long[writes.length];
    for (int i = 0; i < written.length; i++) {
      written[i] = writes[i] - earlier.writes[i];
    }
    return new Sample(at - earlier.at, ends - earlier.ends, ingested - earlier.ingested, written);
  }
}

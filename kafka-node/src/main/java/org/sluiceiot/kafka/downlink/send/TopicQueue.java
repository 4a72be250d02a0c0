package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayDeque;
import java.util.Collection;

/** Records of one topic that wait, oldest first. Guarded by the send queue's lock. */
final class TopicQueue {
  final ArrayDeque<PendingRecord> records = new ArrayDeque<>();

  /** Why the client did not take the first record; null while it was not asked. */
  Exception refusal;

  /** Since when {@link #refusal} is that the topic does not exist, in {@link System#nanoTime}. */
  long missingSince;

  void refused(Exception error, long now) {
    boolean before = isMissing();
    refusal = error;
    if (isMissing() && !before) {
      missingSince = now;
    }
  }

  /** The client took the first record; the next one was not asked for. */
  void taken() {
    refusal = null;
  }

  /** Whether the client took the last record that it was given. */
  boolean moves() {
    return refusal == null;
  }

  /** Whether the topic does not exist. */
  boolean isMissing() {
    return refusal != null && KafkaErrors.classify(refusal) == FailureClass.TOPIC_UNKNOWN;
  }

  /** The one whose first record waits longest; null when there is none. */
  static TopicQueue oldest(Collection<TopicQueue> queues) {
    return queues.stream()
        .min(
            (a, b) ->
                Long.signum(a.records.peek().acceptedNanos() - b.records.peek().acceptedNanos()))
        .orElse(null);
  }
}

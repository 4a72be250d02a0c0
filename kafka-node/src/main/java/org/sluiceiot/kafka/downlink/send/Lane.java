package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayDeque;
import java.util.Collection;

/** Records of one topic that wait, oldest first. Guarded by the outlet's lock. */
final class Lane {
  final ArrayDeque<Outgoing> queue = new ArrayDeque<>();

  /** Why the producer did not take the head; null while it was not asked. */
  Exception refusal;

  /** Since when {@link #refusal} is that the topic does not exist. */
  long unknownSince;

  void refused(Exception error, long now) {
    boolean before = isUnknown();
    refusal = error;
    if (isUnknown() && !before) {
      unknownSince = now;
    }
  }

  /** The producer took the head; the next one was not asked for. */
  void taken() {
    refusal = null;
  }

  /** Whether the producer took the last record that it was given. */
  boolean moves() {
    return refusal == null;
  }

  boolean isUnknown() {
    return refusal != null && Failures.classify(refusal) == FailureClass.TOPIC_UNKNOWN;
  }

  /** The lane whose head waits longest; null when there is none. */
  static Lane oldest(Collection<Lane> lanes) {
    return lanes.stream()
        .min((a, b) -> Long.signum(a.queue.peek().acceptedNanos() - b.queue.peek().acceptedNanos()))
        .orElse(null);
  }
}

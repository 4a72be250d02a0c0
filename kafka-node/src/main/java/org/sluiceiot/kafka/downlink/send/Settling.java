package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes found while a lock was held, told after it was let go: the host's code must never run
 * under a lock of ours. For one thread.
 */
final class Settling {
  private List<Runnable> outcomes;

  void acknowledged(Outgoing record, RecordMetadata metadata) {
    add(() -> Settled.acknowledged(record, metadata));
  }

  void failed(Outgoing record, FailureClass kind, Throwable cause) {
    add(() -> Settled.failed(record, kind, cause));
  }

  void refused(Outgoing record, FailureClass kind, String text) {
    failed(record, kind, new SendException(text, null));
  }

  void tell() {
    if (outcomes != null) {
      outcomes.forEach(Runnable::run);
    }
  }

  private void add(Runnable outcome) {
    if (outcomes == null) {
      outcomes = new ArrayList<>(4);
    }
    outcomes.add(outcome);
  }

  /** Tells one outcome. */
  static final class Settled {
    private static final Logger LOG = LoggerFactory.getLogger(Settled.class);

    private Settled() {}

    static void acknowledged(Outgoing record, RecordMetadata metadata) {
      try {
        record.acknowledged(metadata);
      } catch (RuntimeException e) {
        // Broad: the host's code runs here, and must not end the thread of all other records.
        LOG.error("the host failed to take an outcome", e);
      }
      record.release();
    }

    static void failed(Outgoing record, FailureClass kind, Throwable cause) {
      try {
        record.failed(kind, cause);
      } catch (RuntimeException e) {
        // Broad: the host's code runs here, and must not end the thread of all other records.
        LOG.error("the host failed to take an outcome", e);
      }
      record.release();
    }
  }
}

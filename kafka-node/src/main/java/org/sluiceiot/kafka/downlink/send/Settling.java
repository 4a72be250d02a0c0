package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Outcomes found while a lock was held, told after it was let go: the host's code must never run
 * under a lock of ours. For one thread.
 */
final class Settling {
  private List<Runnable> outcomes;
  private int dropped;

  void acknowledged(Outgoing record, RecordMetadata metadata) {
    add(() -> Settled.acknowledged(record, metadata));
  }

  void failed(Outgoing record, FailureClass kind, Throwable cause) {
    add(() -> Settled.failed(record, kind, cause));
  }

  void refused(Outgoing record, FailureClass kind, String text) {
    failed(record, kind, new SendException(text, null));
  }

  /** A waiting record was failed to make room. */
  void dropped(Outgoing record) {
    dropped++;
    refused(record, FailureClass.OVERFLOW, "dropped to make room for newer messages");
  }

  /** After the lock was let go. */
  void tell(OutletListener listener) {
    if (outcomes != null) {
      outcomes.forEach(Runnable::run);
    }
    if (dropped > 0) {
      long count = dropped;
      HostCode.run(() -> listener.dropped(count));
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
    private Settled() {}

    static void acknowledged(Outgoing record, RecordMetadata metadata) {
      try {
        record.acknowledged(metadata);
      } catch (Throwable e) {
        // Broad: the host's code runs here, and must not end the thread of all other records.
        HostCode.failed(e);
      }
      record.release();
    }

    static void failed(Outgoing record, FailureClass kind, Throwable cause) {
      try {
        record.failed(kind, cause);
      } catch (Throwable e) {
        // Broad: the host's code runs here, and must not end the thread of all other records.
        HostCode.failed(e);
      }
      record.release();
    }
  }
}

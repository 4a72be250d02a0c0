package org.sluiceiot.kafka.downlink.send;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Holds a queue's lock, and tells what was found under it after it was let go: code of the host
 * must never run under a lock of ours. For one thread, in a try statement; the records given to it
 * have ended. The only place where the lock is taken for work on records.
 */
final class DeferredOutcomes implements AutoCloseable {
  private final ReentrantLock lock;
  private final SendQueueListener listener;
  private List<Outcome> outcomes;
  private int dropped;

  /**
   * @param metadata null when the record failed
   */
  private record Outcome(
      PendingRecord record, RecordMetadata metadata, FailureClass kind, Throwable cause) {
    void tell() {
      if (metadata != null) {
        record.tellAcknowledged(metadata);
      } else {
        record.tellFailed(kind, cause);
      }
    }
  }

  /** Takes the lock. */
  DeferredOutcomes(ReentrantLock lock, SendQueueListener listener) {
    this.lock = lock;
    this.listener = listener;
    lock.lock();
  }

  void acknowledged(PendingRecord record, RecordMetadata metadata) {
    add(new Outcome(record, metadata, null, null));
  }

  void failed(PendingRecord record, FailureClass kind, Throwable cause) {
    add(new Outcome(record, null, kind, cause));
  }

  /** One more of the failed ones made room for a newer record. */
  void dropped() {
    dropped++;
  }

  private void add(Outcome outcome) {
    if (outcomes == null) {
      outcomes = new ArrayList<>(4);
    }
    outcomes.add(outcome);
  }

  /** Lets the lock go, and tells. */
  @Override
  public void close() {
    lock.unlock();
    if (outcomes != null) {
      outcomes.forEach(Outcome::tell);
    }
    if (dropped > 0) {
      HostCode.run(() -> listener.dropped(dropped));
    }
  }
}

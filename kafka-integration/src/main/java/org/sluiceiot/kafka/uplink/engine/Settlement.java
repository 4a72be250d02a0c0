package org.sluiceiot.kafka.uplink.engine;

/** Ends records: the one place where an outcome is counted. Safe for any thread. */
final class Settlement {
  private final InFlight inFlight;
  private final Statistics statistics;

  Settlement(InFlight inFlight, Statistics statistics) {
    this.inFlight = inFlight;
    this.statistics = statistics;
  }

  /** The record has ended: its offset may be committed. */
  void end(RecordTask task, Outcome outcome) {
    if (!task.slot().acknowledge()) {
      throw new IllegalStateException(task + " ended twice");
    }
    try {
      statistics.ended(outcome);
      if (!task.partition().trouble().isEmpty()) {
        task.partition().trouble("");
      }
      if (task.partition().gone()) {
        statistics.late();
      }
    } finally {
      leave(task);
    }
  }

  /** The record's partition is going: it stays unacknowledged and comes again. */
  void giveBack(RecordTask task) {
    try {
      statistics.returned();
    } finally {
      leave(task);
    }
  }

  private void leave(RecordTask task) {
    if (!task.omitted().isEmpty()) {
      task.partition().waiting().decrementAndGet();
    }
    task.partition().inFlight().decrementAndGet();
    inFlight.ended(task.size());
  }
}

package org.sluiceiot.kafka.downlink;

import java.time.Duration;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.record.Draft;

/** Where a node puts its records. */
interface Sink {
  /**
   * Takes a record and returns at once; the message gets its outcome from here on. What it throws
   * it throws before that: the caller tells the outcome then.
   *
   * @param now when the node took the message, in {@link System#nanoTime}
   */
  void take(RuleMessage message, Draft draft, long now);

  /** Ends within about this time, on other threads; returns at once. */
  void close(Duration within);

  /** The queue of the node has ended. */
  default void queueClosed() {}
}

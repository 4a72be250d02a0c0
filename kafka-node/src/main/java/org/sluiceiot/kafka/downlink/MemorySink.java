package org.sluiceiot.kafka.downlink;

import java.time.Duration;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.HeapWatch;
import org.sluiceiot.kafka.downlink.send.SendException;
import org.sluiceiot.kafka.downlink.send.SendQueue;

/** Records wait in memory, and the broker's acknowledgement alone is success. */
final class MemorySink implements Sink {
  private final SendQueue queue;
  private final MessageOutcomes outcomes;

  MemorySink(SendQueue queue, MessageOutcomes outcomes) {
    this.queue = queue;
    this.outcomes = outcomes;
  }

  @Override
  public void take(RuleMessage message, Draft draft, long now) {
    if (HeapWatch.shared().isHigh(now) && queue.records() > 0) {
      String text = "this process is about to run out of memory";
      outcomes.failure(message, FailureClass.OVERFLOW, new SendException(text, null));
    } else {
      queue.offer(new MessageDelivery(message, draft, outcomes), now);
    }
  }

  @Override
  public void close(Duration within) {
    queue.close(within);
  }
}

package org.sluiceiot.kafka.downlink;

import java.time.Duration;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.buffer.DiskBuffer;
import org.sluiceiot.kafka.downlink.buffer.Storable;
import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.SendQueue;

/** Records go to disk, and stored is success. */
final class DiskSink implements Sink {
  private final DiskBuffer buffer;
  private final SendQueue queue;
  private final MessageOutcomes outcomes;

  DiskSink(DiskBuffer buffer, SendQueue queue, MessageOutcomes outcomes) {
    this.buffer = buffer;
    this.queue = queue;
    this.outcomes = outcomes;
  }

  @Override
  public void take(RuleMessage message, Draft draft, long now) {
    buffer.offer(new StoredMessage(message, draft, outcomes, now));
  }

  @Override
  public void close(Duration within) {
    buffer.close();
    queue.close(within);
  }

  @Override
  public void queueClosed() {
    buffer.end();
  }

  private record StoredMessage(
      RuleMessage message, Draft draft, MessageOutcomes outcomes, long since) implements Storable {
    @Override
    public void stored() {
      outcomes.stored(message, draft.record().topic(), System.nanoTime() - since);
    }

    @Override
    public void failed(FailureClass kind, Throwable cause) {
      outcomes.failure(message, kind, cause);
    }
  }
}

package org.sluiceiot.kafka.downlink;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.PendingRecord;

/** A record whose message gets its outcome from the broker's answer. */
final class MessageDelivery extends PendingRecord {
  private final MessageOutcomes outcomes;
  private RuleMessage message;

  MessageDelivery(RuleMessage message, Draft draft, MessageOutcomes outcomes) {
    super(draft.record(), draft.route(), draft.size());
    this.message = message;
    this.outcomes = outcomes;
  }

  @Override
  protected void acknowledged(RecordMetadata metadata) {
    RuleMessage done = message;
    message = null;
    outcomes.success(done, metadata, System.nanoTime() - acceptedNanos());
  }

  @Override
  protected void failed(FailureClass kind, Throwable cause) {
    RuleMessage done = message;
    message = null;
    outcomes.notSent(done, payload(), kind, cause, acceptedNanos());
  }
}

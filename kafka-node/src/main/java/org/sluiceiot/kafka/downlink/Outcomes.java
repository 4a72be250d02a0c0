package org.sluiceiot.kafka.downlink;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.downlink.config.LoopPolicy;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.SendException;

/** Tells the host the outcome of a message, counted and with the facts in its metadata. */
final class Outcomes {
  private final RuleNodeContext context;
  private final DownlinkMetrics metrics;
  private final LoopPolicy onLoop;
  private final DebugEvents debug;
  private Fallback fallback;

  Outcomes(RuleNodeContext context, DownlinkMetrics metrics, LoopPolicy onLoop) {
    this.context = context;
    this.metrics = metrics;
    this.onLoop = onLoop;
    this.debug = new DebugEvents(context.observer());
  }

  /** Before the first message. */
  void fallback(Fallback to) {
    fallback = to;
  }

  void success(RuleMessage message, RecordMetadata sent, long nanos) {
    metrics.success(nanos);
    debug.sent(message, sent);
    context.complete(with(message, facts(message, sent)), RuleNodeContext.SUCCESS);
  }

  private static Map<String, String> facts(RuleMessage message, RecordMetadata sent) {
    String partition = Facts.text(sent.partition());
    String offset = Long.toString(sent.offset());
    return Facts.merged(
        message.metadata(),
        "topic",
        sent.topic(),
        "partition",
        partition,
        "offset",
        offset,
        "kafka.out.topic",
        sent.topic(),
        "kafka.out.partition",
        partition,
        "kafka.out.offset",
        offset);
  }

  /** The disk buffer has the record; a broker will have it later. */
  void stored(RuleMessage message, String topic, long nanos) {
    metrics.success(nanos);
    Map<String, String> metadata =
        Facts.merged(message.metadata(), "kafka.out.topic", topic, "kafka.out.buffered", "true");
    context.complete(with(message, metadata), RuleNodeContext.SUCCESS);
  }

  /**
   * The record could not be sent: the fallback gets it, where there is one.
   *
   * @param record as it was to be sent
   */
  void notSent(
      RuleMessage message,
      ProducerRecord<byte[], byte[]> record,
      FailureClass kind,
      Throwable cause,
      long sinceNanos) {
    if (kind == FailureClass.REFUSED) {
      loop(message, cause.getMessage());
    } else if (fallback == null || !fallback.takes(kind)) {
      failure(message, kind, cause);
    } else {
      fallback.send(
          record,
          sent -> fellBack(message, sent, kind, cause, System.nanoTime() - sinceNanos),
          () -> failure(message, kind, cause));
    }
  }

  private void fellBack(
      RuleMessage message, RecordMetadata sent, FailureClass kind, Throwable cause, long nanos) {
    metrics.success(nanos);
    metrics.fellBack(kind);
    debug.sent(message, sent);
    Map<String, String> metadata = facts(with(message, explained(message, kind, cause)), sent);
    metadata = Facts.merged(metadata, "kafka.out.fallback", "true");
    context.complete(with(message, metadata), RuleNodeContext.SUCCESS);
  }

  void failure(RuleMessage message, FailureClass kind, Throwable cause) {
    metrics.failed(kind);
    debug.failed(message, kind, cause);
    context.fail(with(message, explained(message, kind, cause)), cause);
  }

  /** The message must not be sent, for it would circle. */
  void loop(RuleMessage message, String text) {
    SendException cause = new SendException(text, null);
    if (onLoop == LoopPolicy.FAILURE) {
      failure(message, FailureClass.REFUSED, cause);
      return;
    }
    metrics.loop();
    debug.failed(message, FailureClass.REFUSED, cause);
    Map<String, String> metadata = explained(message, FailureClass.REFUSED, cause);
    context.complete(with(message, metadata), RuleNodeContext.LOOP);
  }

  private static Map<String, String> explained(
      RuleMessage message, FailureClass kind, Throwable cause) {
    String error = cause.getClass().getName() + ": " + cause.getMessage();
    return Facts.merged(message.metadata(), "error", error, "kafka.out.error", kind.id());
  }

  private static RuleMessage with(RuleMessage message, Map<String, String> metadata) {
    return new RuleMessage(
        message.id(),
        message.type(),
        message.originator(),
        metadata,
        message.data(),
        message.timestamp());
  }
}

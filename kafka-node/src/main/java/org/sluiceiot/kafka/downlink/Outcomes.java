package org.sluiceiot.kafka.downlink;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.downlink.config.LoopPolicy;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.SendException;

/** Tells the host the outcome of a message, counted and with the facts in its metadata. */
final class Outcomes {
  private final RuleNodeContext context;
  private final DownlinkMetrics metrics;
  private final LoopPolicy onLoop;
  private final DebugEvents debug;
  private final Redaction redaction;
  private Fallback fallback;

  Outcomes(
      RuleNodeContext context, DownlinkMetrics metrics, LoopPolicy onLoop, Redaction redaction) {
    this.context = context;
    this.metrics = metrics;
    this.onLoop = onLoop;
    this.redaction = redaction;
    this.debug = new DebugEvents(context.observer(), redaction);
  }

  /** Before the first message. */
  void fallback(Fallback to) {
    fallback = to;
  }

  void success(RuleMessage message, RecordMetadata sent, long nanos) {
    metrics.success(nanos);
    debug.sent(message, sent);
    context.complete(message.withMetadata(() -> facts(sent)), RuleNodeContext.SUCCESS);
  }

  private static Map<String, String> facts(RecordMetadata sent) {
    String topic = sent.topic();
    String partition = Integer.toString(sent.partition());
    String offset = Long.toString(sent.offset());
    return Map.of(
        "topic",
        topic,
        "partition",
        partition,
        "offset",
        offset,
        "kafka.out.topic",
        topic,
        "kafka.out.partition",
        partition,
        "kafka.out.offset",
        offset);
  }

  /** The disk buffer has the record; a broker will have it later. */
  void stored(RuleMessage message, String topic, long nanos) {
    metrics.success(nanos);
    Map<String, String> facts = Map.of("kafka.out.topic", topic, "kafka.out.buffered", "true");
    context.complete(message.withMetadata(facts), RuleNodeContext.SUCCESS);
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
    RuleMessage told =
        message
            .withMetadata(explained(kind, cause))
            .withMetadata(() -> facts(sent))
            .withMetadata(Map.of("kafka.out.fallback", "true"));
    context.complete(told, RuleNodeContext.SUCCESS);
  }

  void failure(RuleMessage message, FailureClass kind, Throwable cause) {
    metrics.failed(kind);
    debug.failed(message, kind, cause);
    context.fail(message.withMetadata(explained(kind, cause)), cause);
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
    RuleMessage told = message.withMetadata(explained(FailureClass.REFUSED, cause));
    context.complete(told, RuleNodeContext.LOOP);
  }

  private Map<String, String> explained(FailureClass kind, Throwable cause) {
    String error = redaction.redact(cause.getClass().getName() + ": " + cause.getMessage());
    return Map.of("error", error, "kafka.out.error", kind.id());
  }
}

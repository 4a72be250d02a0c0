package org.sluiceiot.kafka.downlink;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.downlink.config.LoopOutcome;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.HostCode;
import org.sluiceiot.kafka.downlink.send.SendException;

/**
 * Tells the host the outcome of a message, counted and with the facts in its metadata. Safe for any
 * thread; calls the host, so never under a lock. Never throws: what fails beside the outcome, such
 * as counting, is logged, and the outcome is told all the same.
 */
final class MessageOutcomes {
  private final RuleNodeContext context;
  private final DownlinkMetrics metrics;
  private final LoopOutcome onLoop;
  private final DebugEvents debug;
  private final Redaction redaction;
  private Fallback fallback;

  MessageOutcomes(
      RuleNodeContext context, DownlinkMetrics metrics, LoopOutcome onLoop, Redaction redaction) {
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
    try {
      metrics.success(nanos);
      debug.sent(message, sent);
    } catch (Throwable e) {
      // Broad: code of the host.
      HostCode.failed(e);
    }
    complete(message, told -> told.withMetadata(() -> facts(sent)), RuleNodeContext.SUCCESS);
  }

  /** The one place where messages leave along a relation. */
  private void complete(
      RuleMessage message, UnaryOperator<RuleMessage> explained, String relation) {
    try {
      context.complete(apply(message, explained), relation);
    } catch (Throwable e) {
      // Broad: code of the host, which has been told.
      HostCode.failed(e);
    }
  }

  /** Without its facts a message is still better off than without its outcome. */
  private static RuleMessage apply(RuleMessage message, UnaryOperator<RuleMessage> explained) {
    try {
      return explained.apply(message);
    } catch (Throwable e) {
      // Broad, as the method says.
      HostCode.failed(e);
      return message;
    }
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
    HostCode.run(() -> metrics.success(nanos));
    Map<String, String> facts = Map.of("kafka.out.topic", topic, "kafka.out.buffered", "true");
    complete(message, told -> told.withMetadata(facts), RuleNodeContext.SUCCESS);
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
      fallBack(message, record, kind, cause, sinceNanos);
    }
  }

  private void fallBack(
      RuleMessage message,
      ProducerRecord<byte[], byte[]> record,
      FailureClass kind,
      Throwable cause,
      long sinceNanos) {
    try {
      fallback.send(
          record,
          sent -> fellBack(message, sent, kind, cause, System.nanoTime() - sinceNanos),
          () -> failure(message, kind, cause));
    } catch (Throwable e) {
      // Broad: the fallback throws only before it takes the record.
      HostCode.failed(e);
      failure(message, kind, cause);
    }
  }

  private void fellBack(
      RuleMessage message, RecordMetadata sent, FailureClass kind, Throwable cause, long nanos) {
    HostCode.run(
        () -> {
          metrics.success(nanos);
          metrics.fellBack(kind);
          debug.sent(message, sent);
        });
    complete(
        message,
        told ->
            told.withMetadata(explained(kind, text(kind, cause)))
                .withMetadata(() -> facts(sent))
                .withMetadata(Map.of("kafka.out.fallback", "true")),
        RuleNodeContext.SUCCESS);
  }

  void failure(RuleMessage message, FailureClass kind, Throwable cause) {
    String text = text(kind, cause);
    HostCode.run(
        () -> {
          metrics.failed(kind);
          debug.failed(message, kind, text);
        });
    RuleMessage told = apply(message, plain -> plain.withMetadata(explained(kind, text)));
    try {
      context.fail(told, new SendException(text, cause));
    } catch (Throwable e) {
      // Broad: code of the host, which has been told.
      HostCode.failed(e);
    }
  }

  /** The message must not be sent, for it would circle. */
  void loop(RuleMessage message, String text) {
    if (onLoop == LoopOutcome.FAILURE) {
      failure(message, FailureClass.REFUSED, new SendException(text, null));
      return;
    }
    HostCode.run(
        () -> {
          metrics.loop();
          debug.failed(message, FailureClass.REFUSED, text);
        });
    complete(
        message,
        told -> told.withMetadata(explained(FailureClass.REFUSED, text)),
        RuleNodeContext.LOOP);
  }

  /** Why a message failed, in a sentence for the user without secrets. */
  String text(FailureClass kind, Throwable cause) {
    try {
      return redaction.redact(FailureText.of(kind, cause));
    } catch (Throwable e) {
      // Broad: the outcome matters more than its words.
      HostCode.failed(e);
      return kind.id();
    }
  }

  private static Map<String, String> explained(FailureClass kind, String text) {
    return Map.of("error", text, "kafka.out.error", kind.id());
  }
}

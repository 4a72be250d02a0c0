package org.sluiceiot.kafka.downlink;

import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.downlink.send.FailureClass;

/** Payload events, while the host wants them. */
final class DebugEvents {
  private final Observer observer;
  private final Redaction redaction;

  DebugEvents(Observer observer, Redaction redaction) {
    this.observer = observer;
    this.redaction = redaction;
  }

  void sent(RuleMessage message, RecordMetadata sent) {
    if (observer.debugging()) {
      Map<String, String> details =
          Map.of(
              "message", message.id().toString(),
              "topic", sent.topic(),
              "partition", Integer.toString(sent.partition()),
              "offset", Long.toString(sent.offset()),
              "payload", redaction.payload(message.data()));
      observer.event(new Event(Event.Kind.DEBUG, "acknowledged", details));
    }
  }

  void failed(RuleMessage message, FailureClass kind, String text) {
    if (observer.debugging()) {
      Map<String, String> details =
          Map.of(
              "message", message.id().toString(),
              "class", kind.id(),
              "error", text,
              "payload", redaction.payload(message.data()));
      observer.event(new Event(Event.Kind.DEBUG, "failed", details));
    }
  }
}

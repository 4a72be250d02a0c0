package org.sluiceiot.kafka.downlink.value;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.template.MessageView;

/** The data inside an object that tells sender, device, kind and time. */
@Variant(value = "envelope_json", title = "JSON envelope")
public record EnvelopeValue() implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    return view -> MessageJson.bytes(envelope(view, self));
  }

  private static ObjectNode envelope(MessageView view, Owner self) {
    RuleMessage message = view.message();
    ObjectNode root = MessageJson.NODES.objectNode().put("schema_version", 1);
    root.putObject("event").put("kind", MessageJson.eventKind(message));
    ObjectNode envelope = root.putObject("envelope");
    envelope.put("ts_ms", message.timestamp().toEpochMilli());
    envelope.set("app", MessageJson.app(self));
    envelope.set("device", MessageJson.device(message));
    root.putObject("payload").set("data", MessageJson.data(view));
    return root;
  }
}

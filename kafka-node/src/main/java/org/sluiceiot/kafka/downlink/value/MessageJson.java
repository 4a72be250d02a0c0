package org.sluiceiot.kafka.downlink.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.template.DataJson;
import org.sluiceiot.kafka.downlink.template.MessageView;

/** Pieces that the JSON values share. */
final class MessageJson {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MessageJson() {}

  static byte[] bytes(JsonNode node) {
    try {
      return DataJson.MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new RenderException("cannot be written as JSON: " + e.getOriginalMessage());
    }
  }

  static JsonNode data(MessageView view) {
    JsonNode data = view.data();
    if (data.isMissingNode()) {
      throw new RenderException("the data is not JSON");
    }
    return data;
  }

  /** The short name of what happened, such as {@code telemetry}. */
  static String eventKind(RuleMessage message) {
    return switch (message.type()) {
      case RuleMessage.POST_TELEMETRY -> "telemetry";
      case RuleMessage.POST_ATTRIBUTES -> "attributes";
      case "CONNECT_EVENT" -> "device_connected";
      case "DISCONNECT_EVENT" -> "device_disconnected";
      default -> message.type().toLowerCase(Locale.ROOT);
    };
  }

  static ObjectNode app(Owner self) {
    return NODES
        .objectNode()
        .put("id", self.id())
        .put("name", self.name())
        .put("plugin_type", "kafka");
  }

  static ObjectNode device(RuleMessage message) {
    EntityId originator = message.originator();
    return NODES
        .objectNode()
        .put("id", originator.id().toString())
        .put("name", message.metadata().getOrDefault("deviceName", ""))
        .put("type", message.metadata().get("deviceType"));
  }
}

package org.sluiceiot.platform.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNode;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.api.plugin.NodeType;

/** Sends a message along the relation of its type. */
final class MessageTypeSwitch implements RuleNode {
  private static final String OTHER = "Other";
  private static final Map<String, String> RELATIONS =
      Map.of(
          RuleMessage.POST_TELEMETRY, "Post telemetry",
          RuleMessage.POST_ATTRIBUTES, "Post attributes",
          RuleMessage.ATTRIBUTES_DELETED, "Attributes deleted");

  static final NodeType TYPE =
      new NodeType(
          "message-type-switch",
          "message type switch",
          "Sends every message along the relation named after its type.",
          1,
          NoConfig.class,
          List.of("Post telemetry", "Post attributes", "Attributes deleted", OTHER),
          MessageTypeSwitch::new);

  private RuleNodeContext context;

  @Override
  public void init(RuleNodeContext given, JsonNode config) throws ConfigException {
    ConfigReader.read(config, NoConfig.class);
    context = given;
  }

  @Override
  public void onMessage(RuleMessage message) {
    context.complete(message, RELATIONS.getOrDefault(message.type(), OTHER));
  }

  @Override
  public void destroy() {
    // Holds nothing.
  }
}

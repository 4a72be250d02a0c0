package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.sluiceiot.api.message.RuleMessage;

/**
 * A rule message and its data as JSON, parsed when first asked for and once only. For one thread.
 */
public final class MessageView {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RuleMessage message;
  private JsonNode data;

  public MessageView(RuleMessage message) {
    this.message = message;
  }

  /** The message itself. */
  public RuleMessage message() {
    return message;
  }

  /** The data as JSON; a missing node when it is not JSON. */
  public JsonNode data() {
    if (data == null) {
      data = parse(message.data());
    }
    return data;
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode parsed = JSON.readTree(text);
      return parsed == null ? MissingNode.getInstance() : parsed;
    } catch (JsonProcessingException e) {
      // Data need not be JSON: fields of it are then absent, which the template reports by name.
      return MissingNode.getInstance();
    }
  }
}

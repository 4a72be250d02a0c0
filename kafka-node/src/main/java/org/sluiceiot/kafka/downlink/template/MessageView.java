package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.api.message.RuleMessage;

/**
 * A rule message and its data as JSON, parsed when first asked for and once only. For one thread.
 */
public final class MessageView {
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
      data = DataJson.read(message.data());
    }
    return data;
  }
}

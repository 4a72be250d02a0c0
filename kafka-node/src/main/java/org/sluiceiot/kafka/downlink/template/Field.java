package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A hole in a template: one value of a message. Stateless, safe for any thread. */
interface Field {
  /**
   * The value as text.
   *
   * @return null when the message has none
   */
  String resolve(MessageView message);

  /**
   * The value where a JSON value must stand. A field that is text only, as metadata is, is what its
   * text reads as.
   *
   * @return null when the message has none
   */
  default JsonNode json(MessageView message) {
    String text = resolve(message);
    return text == null ? null : reading(text);
  }

  /** The JSON value that the text is, or the text itself. */
  static JsonNode reading(String text) {
    JsonNode node = DataJson.read(text);
    return node.isMissingNode() ? TextNode.valueOf(text) : node;
  }
}

package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Makes JSON of trees of formats that know more than JSON. Stateless. */
final class JsonOnly {
  private JsonOnly() {}

  /**
   * The tree with bytes as base64 texts, changed in place.
   *
   * @param node as deep as its format's reader lets it be
   * @throws IllegalArgumentException something in it has no counterpart in JSON
   */
  static JsonNode of(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        for (Map.Entry<String, JsonNode> member : ((ObjectNode) node).properties()) {
          member.setValue(of(member.getValue()));
        }
        return node;
      }
      case ARRAY -> {
        ArrayNode array = (ArrayNode) node;
        for (int i = 0; i < array.size(); i++) {
          array.set(i, of(array.get(i)));
        }
        return node;
      }
      case BINARY -> {
        return TextNode.valueOf(node.asText());
      }
      case POJO, MISSING -> throw new IllegalArgumentException("a value that JSON does not have");
      default -> {
        return node;
      }
    }
  }
}

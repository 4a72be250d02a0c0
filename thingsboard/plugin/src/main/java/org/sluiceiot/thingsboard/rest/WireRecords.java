package org.sluiceiot.thingsboard.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Records as the forms send and take them: payload, key and each header's value in base64, and the
 * payload as {@code text} beside it where it is one. The plugins' own form writes key and headers
 * as texts where they are. Pure.
 */
final class WireRecords {
  private static final String BASE64 = "base64";

  private WireRecords() {}

  /**
   * @param answer with {@code records} in the plugins' form; changed
   * @return the same
   */
  static JsonNode toWire(JsonNode answer) {
    for (JsonNode one : answer.path("records")) {
      ObjectNode record = (ObjectNode) one;
      record.set("key", encoded(record.path("key")));
      for (JsonNode header : record.path("headers")) {
        ((ObjectNode) header).set("value", encoded(header.path("value")));
      }
      String text = text(record.path("payload"));
      if (text != null) {
        record.put("text", text);
      }
    }
    return answer;
  }

  /**
   * @param body with a {@code record} as a form sends it; left unchanged
   * @return a copy with the record in the plugins' form
   */
  static JsonNode fromWire(JsonNode body) {
    JsonNode copy = body.deepCopy();
    if (copy.path("record") instanceof ObjectNode record) {
      if (record.hasNonNull("payload")) {
        record.remove("text");
      }
      wrap(record, "key");
      for (JsonNode header : record.path("headers")) {
        if (header instanceof ObjectNode object) {
          wrap(object, "value");
        }
      }
    }
    return copy;
  }

  private static void wrap(ObjectNode object, String name) {
    if (object.path(name).isTextual()) {
      object.set(name, JsonNodeFactory.instance.objectNode().set(BASE64, object.get(name)));
    }
  }

  private static JsonNode encoded(JsonNode form) {
    if (form.isTextual()) {
      byte[] bytes = form.textValue().getBytes(StandardCharsets.UTF_8);
      return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }
    return form.has(BASE64) ? form.get(BASE64) : JsonNodeFactory.instance.nullNode();
  }

  private static String text(JsonNode base64) {
    try {
      return base64.isTextual()
          ? StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64.textValue())))
              .toString()
          : null;
    } catch (CharacterCodingException e) {
      return null; // binary: shown as bytes
    }
  }
}

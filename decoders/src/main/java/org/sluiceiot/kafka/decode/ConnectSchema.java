package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * JSON that Kafka Connect's JsonConverter writes with its schema, {@code {"schema", "payload"}}:
 * values whose schema names a logical type become what they mean. Stateless.
 */
public final class ConnectSchema {
  private ConnectSchema() {}

  /**
   * What such a record is about, without its schema.
   *
   * @return null when the JSON is not of this form
   */
  public static JsonNode payload(JsonNode root) {
    if (root.size() != 2 || !root.isObject()) {
      return null;
    }
    JsonNode schema = root.get("schema");
    boolean form = schema != null && (schema.isNull() || schema.path("type").isTextual());
    return form ? root.get("payload") : null;
  }

  /**
   * @return the same tree, changed in place where it is of this form
   */
  static JsonNode apply(JsonNode root) {
    JsonNode payload = payload(root);
    if (payload != null) {
      ((ObjectNode) root).set("payload", convert(payload, root.get("schema")));
    }
    return root;
  }

  private static JsonNode convert(JsonNode value, JsonNode schema) {
    String name = schema.path("name").asText("");
    if (value.isNull()) {
      return value;
    }
    if (name.equals(ConnectTypes.VARIABLE_DECIMAL)) {
      byte[] bytes = bytes(value.path("value"));
      return bytes == null ? value : ConnectTypes.decimal(bytes, value.path("scale").asInt());
    }
    if (!name.isEmpty()) {
      JsonNode meant = meant(value, name, schema.path("parameters").path("scale").asInt());
      if (meant != null) {
        return meant;
      }
    }
    switch (schema.path("type").asText()) {
      case "struct" -> members(value, schema.path("fields"));
      case "array" -> {
        for (int i = 0; i < value.size() && value.isArray(); i++) {
          ((ArrayNode) value).set(i, convert(value.get(i), schema.path("items")));
        }
      }
      case "map" ->
          value.properties().forEach(e -> e.setValue(convert(e.getValue(), schema.path("values"))));
      default -> {
        return value; // a plain value
      }
    }
    return value;
  }

  private static void members(JsonNode value, JsonNode fields) {
    for (JsonNode field : fields) {
      String member = field.path("field").asText();
      JsonNode found = value.get(member);
      if (found != null && value instanceof ObjectNode object) {
        object.set(member, convert(found, field));
      }
    }
  }

  private static JsonNode meant(JsonNode value, String name, int scale) {
    if (name.equals(ConnectTypes.DECIMAL)) {
      byte[] bytes = bytes(value);
      return bytes == null ? null : ConnectTypes.decimal(bytes, scale);
    }
    return value.isIntegralNumber() ? ConnectTypes.time(name, value.longValue()) : null;
  }

  /** Of base64; null when it is none. */
  private static byte[] bytes(JsonNode text) {
    try {
      return text.isTextual() ? text.binaryValue() : null;
    } catch (IOException e) {
      return null; // a decimal that the converter already wrote as a text or number
    }
  }
}

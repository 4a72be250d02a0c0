package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/**
 * Rewrites a configuration in the one spelling that its description lists: enum constants and
 * variants in lower case with hyphens, durations and sizes in lower case, nulls left out. The
 * configuration reader takes all spellings for the same. Stateless.
 */
final class Spelling {
  private final JsonNode root;

  Spelling(JsonNode descriptor) {
    this.root = descriptor;
  }

  /** A copy in that spelling; what the description does not know stays as it is. */
  JsonNode of(JsonNode config) {
    return rewrite(root, config);
  }

  private JsonNode rewrite(JsonNode given, JsonNode value) {
    JsonNode schema = resolve(given);
    if (schema.has("oneOf") && value.isObject()) {
      return variant(schema, (ObjectNode) value);
    }
    if (value.isObject()) {
      return object(schema, (ObjectNode) value);
    }
    if (value.isArray() && schema.has("items")) {
      var items = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> items.add(rewrite(schema.path("items"), item)));
      return items;
    }
    return value.isTextual() ? TextNode.valueOf(text(schema, value.textValue())) : value;
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    return reference.isEmpty()
        ? schema
        : root.path("$defs").path(reference.substring("#/$defs/".length()));
  }

  private JsonNode variant(JsonNode schema, ObjectNode value) {
    String wanted = value.path("type").asText("").toLowerCase(Locale.ROOT);
    for (JsonNode branch : schema.path("oneOf")) {
      JsonNode variant = resolve(branch);
      JsonNode name = variant.path("properties").path("type").path("const");
      if (name.isTextual() && name.textValue().equals(wanted)) {
        return object(variant, value);
      }
    }
    return value;
  }

  private JsonNode object(JsonNode schema, ObjectNode value) {
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    if (!properties.isObject() && !others.isObject()) {
      return value;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (var member : value.properties()) {
      if (!member.getValue().isNull()) {
        JsonNode property = properties.path(member.getKey());
        copy.set(
            member.getKey(),
            rewrite(property.isMissingNode() ? others : property, member.getValue()));
      }
    }
    return copy;
  }

  private static String text(JsonNode schema, String text) {
    for (JsonNode constant : schema.path("enum")) {
      if (constant(constant.asText()).equals(constant(text))) {
        return constant.asText();
      }
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (schema.path("const").asText().equals(lower)) {
      return lower;
    }
    boolean measure = schema.path("x-format").isTextual();
    return measure ? lower.strip() : text;
  }

  private static String constant(String text) {
    return text.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}

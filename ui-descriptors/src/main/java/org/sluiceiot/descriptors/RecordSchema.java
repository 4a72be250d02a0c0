package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;

/** The schema of a record: one property per component, in their order. */
final class RecordSchema {
  private final Definitions definitions;

  RecordSchema(Definitions definitions) {
    this.definitions = definitions;
  }

  ObjectNode of(Class<?> type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    Set<String> groups = new LinkedHashSet<>();
    Variant variant = type.getAnnotation(Variant.class);
    if (variant != null) {
      schema.put("title", variant.title());
      properties.putObject("type").put("const", variant.value()).put("default", variant.value());
      // Not required here: a choice requires it; where only this record may stand, it says nothing.
    }
    int order = 0;
    for (RecordComponent component : type.getRecordComponents()) {
      Property property = component.getAnnotation(Property.class);
      if (property == null) {
        throw wrong(component, "lacks @Property");
      }
      properties.set(component.getName(), property(component, property, ++order));
      groups.add(property.group());
      if (property.defaultValue().isEmpty() && !property.optional()) {
        required.add(component.getName());
      }
    }
    groups.forEach(schema.putArray("x-groups")::add);
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  /** Adds the properties of another record's schema behind those of the first. */
  static void append(ObjectNode whole, ObjectNode part) {
    ObjectNode properties = (ObjectNode) whole.get("properties");
    for (Map.Entry<String, JsonNode> entry : part.get("properties").properties()) {
      if (properties.has(entry.getKey())) {
        throw new IllegalArgumentException("'" + entry.getKey() + "' is declared twice");
      }
      ObjectNode property = (ObjectNode) entry.getValue();
      properties.set(entry.getKey(), property.put("x-order", properties.size() + 1));
    }
    if (part.has("required")) {
      part.get("required").forEach(whole.withArrayProperty("required")::add);
    }
    ArrayNode groups = (ArrayNode) whole.get("x-groups");
    Set<JsonNode> known = new LinkedHashSet<>();
    groups.forEach(known::add);
    part.get("x-groups").forEach(known::add);
    groups.removeAll().addAll(known);
  }

  private ObjectNode property(RecordComponent component, Property property, int order) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("title", property.title());
    schema.put("description", property.help());
    try {
      schema.setAll(new PropertySchema(definitions, property).of(component.getGenericType(), true));
    } catch (IllegalArgumentException e) {
      throw wrong(component, e.getMessage());
    }
    schema.put("x-order", order);
    schema.put("x-group", property.group());
    if (!property.unit().isEmpty()) {
      schema.put("x-unit", property.unit());
    }
    if (property.advanced()) {
      schema.put("x-advanced", true);
    }
    if (!property.dependsOn().isEmpty()) {
      schema.set("x-depends-on", dependsOn(component, property.dependsOn()));
    }
    return schema;
  }

  /** {@code sibling=a|b}, checked against the sibling, as an object. */
  private static ObjectNode dependsOn(RecordComponent component, String text) {
    String[] sides = text.split("=", 2);
    Optional<RecordComponent> sibling =
        Arrays.stream(component.getDeclaringRecord().getRecordComponents())
            .filter(other -> other.getName().equals(sides[0].strip()))
            .findFirst();
    if (sides.length != 2 || sibling.isEmpty()) {
      throw wrong(component, "depends on '" + text + "', which names no property beside it");
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("property", sibling.get().getName());
    ArrayNode values = result.putArray("values");
    for (String value : sides[1].split("\\|")) {
      try {
        values.add(Defaults.read(value.strip(), sibling.get().getType()));
      } catch (IllegalArgumentException e) {
        throw wrong(component, "depends on '" + text + "': " + e.getMessage());
      }
    }
    return result;
  }

  private static IllegalArgumentException wrong(RecordComponent component, String text) {
    return new IllegalArgumentException(
        component.getDeclaringRecord().getName() + "." + component.getName() + ": " + text);
  }
}

package org.sluiceiot.api.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the value of one property. */
final class PropertyReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Type type;
  private final Property property;
  private final Problems problems;
  private final Problems unknown;

  PropertyReader(Type type, Property property, Problems problems, Problems unknown) {
    this.type = type;
    this.property = property;
    this.problems = problems;
    this.unknown = unknown;
  }

  /**
   * @param given null when the property is absent
   */
  Object read(JsonNode given) {
    JsonNode value = given == null || given.isNull() ? defaultValue() : given;
    if (value == null) {
      if (!property.optional()) {
        problems.add("is missing", "give a value: " + property.help());
      }
      return absent();
    }
    return convert(value, type, problems, unknown);
  }

  private Object absent() {
    Class<?> raw = raw(type);
    if (raw == List.class) {
      return List.of();
    }
    if (raw == Map.class) {
      return Map.of();
    }
    if (raw == boolean.class) {
      return false;
    }
    return raw.isPrimitive() ? Scalars.zero(raw) : null;
  }

  private JsonNode defaultValue() {
    String text = property.defaultValue();
    if (text.isEmpty()) {
      return null;
    }
    Class<?> raw = raw(type);
    if (Scalars.isTextual(raw)) {
      return TextNode.valueOf(text);
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("default '" + text + "' is not JSON", e);
    }
  }

  private Object convert(JsonNode value, Type target, Problems at, Problems unknownAt) {
    Class<?> raw = raw(target);
    if (raw == List.class) {
      return list(value, argument(target, 0), at, unknownAt);
    }
    if (raw == Map.class) {
      return map(value, argument(target, 1), at, unknownAt);
    }
    if (raw == JsonNode.class) {
      return value;
    }
    if (raw.isRecord() && raw != DataSize.class) {
      return ConfigReader.record(value, raw, at, unknownAt);
    }
    List<Class<? extends Record>> choices = Choices.of(raw, property);
    if (!choices.isEmpty()) {
      return variant(value, choices, at, unknownAt);
    }
    return Scalars.read(value, raw, property, target == type, at);
  }

  private List<Object> list(JsonNode value, Type element, Problems at, Problems unknownAt) {
    if (!value.isArray()) {
      at.add("must be a list", "write […]");
      return List.of();
    }
    Scalars.checkLength(value.size(), "entries", property, at);
    List<Object> result = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      result.add(convert(value.get(i), element, at.at(i), unknownAt.at(i)));
    }
    return Collections.unmodifiableList(result);
  }

  private Map<String, Object> map(JsonNode value, Type element, Problems at, Problems unknownAt) {
    if (!value.isObject()) {
      at.add("must be an object", "write {…}");
      return Map.of();
    }
    Scalars.checkLength(value.size(), "entries", property, at);
    Map<String, Object> result = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String key = entry.getKey();
      result.put(key, convert(entry.getValue(), element, at.at(key), unknownAt.at(key)));
    }
    return Collections.unmodifiableMap(result);
  }

  private static Object variant(
      JsonNode value, List<Class<? extends Record>> choices, Problems at, Problems unknownAt) {
    List<String> names = new ArrayList<>();
    String wanted = value.path("type").asText("").toLowerCase(Locale.ROOT);
    for (Class<? extends Record> permitted : choices) {
      Variant variant = permitted.getAnnotation(Variant.class);
      names.add(variant.value());
      if (variant.value().equals(wanted)) {
        return ConfigReader.record(value, permitted, at, unknownAt);
      }
    }
    at.at("type")
        .add(
            wanted.isEmpty() ? "is missing" : "'" + wanted + "' is not known",
            "use one of " + ConfigReader.join(names));
    return null;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }
}

package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.internal.SmallMap;

/**
 * ThingsBoard PE's converter result, the form in which every script and ready format says what a
 * record means. For one record. Paths in errors are dotted: {@code [1].telemetry[0].ts}.
 */
public final class ConverterResult {
  private static final String DEFAULT_DEVICE_TYPE = "default";

  private final Set<String> updateOnlyKeys;
  private final Values rules;

  private ConverterResult(Set<String> updateOnlyKeys, Values rules) {
    this.updateOnlyKeys = updateOnlyKeys;
    this.rules = rules;
  }

  /**
   * Reads a result: one object, or an array of objects.
   *
   * @param result never null
   * @param updateOnlyKeys of the converter; added to each entity's own
   * @param rules what becomes of its values
   * @return in the order of the result; a point without a time of its own has none
   * @throws DecodeException a rule is broken; the message names the path
   */
  public static List<EntityData> read(JsonNode result, Set<String> updateOnlyKeys, Values rules)
      throws DecodeException {
    return new ConverterResult(updateOnlyKeys, rules).read(result);
  }

  private List<EntityData> read(JsonNode result) throws DecodeException {
    if (result.isObject()) {
      return List.of(entity(result, ""));
    }
    if (!result.isArray()) {
      throw at("", "the result must be an object or an array of objects, not " + kind(result));
    }
    List<EntityData> entities = new ArrayList<>(result.size());
    for (int i = 0; i < result.size(); i++) {
      String path = "[" + i + "]";
      if (!result.get(i).isObject()) {
        throw at(path, "must be an object, not " + kind(result.get(i)));
      }
      entities.add(entity(result.get(i), path));
    }
    return List.copyOf(entities);
  }

  private EntityData entity(JsonNode node, String path) throws DecodeException {
    String device = text(node, path, "deviceName");
    String asset = text(node, path, "assetName");
    if ((device == null) == (asset == null)) {
      throw at(
          path,
          device == null
              ? "neither deviceName nor assetName is given"
              : "both deviceName and assetName are given; one of them must go");
    }
    String type = text(node, path, device != null ? "deviceType" : "assetType");
    if (type == null && asset != null) {
      throw at(sub(path, "assetType"), "is missing");
    }
    return new EntityData(
        device != null ? Kind.DEVICE : Kind.ASSET,
        device != null ? device : asset,
        type != null ? type : DEFAULT_DEVICE_TYPE,
        text(node, path, device != null ? "deviceLabel" : "assetLabel"),
        text(node, path, "customerName"),
        text(node, path, "groupName"),
        attributes(node.get("attributes"), sub(path, "attributes")),
        telemetry(node.get("telemetry"), sub(path, "telemetry")),
        updateOnlyKeys(node.get("updateOnlyKeys"), sub(path, "updateOnlyKeys"), updateOnlyKeys));
  }

  /** A text, or a number or boolean as text; null when absent, null or blank. */
  private static String text(JsonNode node, String path, String name) throws DecodeException {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw at(sub(path, name), "must be a text, not " + kind(value));
    }
    String text = value.asText();
    return text.isBlank() ? null : text;
  }

  private Map<String, Object> attributes(JsonNode node, String path) throws DecodeException {
    if (node == null || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw at(path, "must be an object, not " + kind(node));
    }
    return values(node, path);
  }

  private List<TelemetryPoint> telemetry(JsonNode node, String path) throws DecodeException {
    if (node == null || node.isNull()) {
      return List.of();
    }
    List<TelemetryPoint> points = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        point(node.get(i), path + "[" + i + "]", points);
      }
    } else {
      point(node, path, points);
    }
    return points;
  }

  private void point(JsonNode node, String path, List<TelemetryPoint> points)
      throws DecodeException {
    if (!node.isObject()) {
      throw at(path, "must be an object, not " + kind(node));
    }
    JsonNode timestamp = node.get("ts");
    JsonNode values = node.get("values");
    boolean stamped = timestamp != null && values != null;
    if (stamped && !values.isObject()) {
      throw at(sub(path, "values"), "must be an object, not " + kind(values));
    }
    Map<String, Object> read =
        stamped ? values(values, sub(path, "values")) : values(values(node), path);
    if (!read.isEmpty()) {
      points.add(
          new TelemetryPoint(
              stamped ? Timestamps.millis(timestamp, () -> sub(path, "ts")) : null, read));
    }
  }

  /** {@code {"values": {…}}} without a time is accepted as flat values. */
  private static JsonNode values(JsonNode node) {
    JsonNode values = node.get("values");
    return node.size() == 1 && values != null && values.isObject() ? values : node;
  }

  private Map<String, Object> values(JsonNode node, String path) throws DecodeException {
    SmallMap<Object> values = new SmallMap<>();
    String refused = rules.refused(node);
    if (refused != null) {
      throw at(sub(path, refused), "is not a finite number");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().isBlank()) {
        throw at(path, "holds a value without a key");
      }
      Object value = rules.of(entry.getValue());
      if (value != null) {
        values.put(entry.getKey(), value);
      }
    }
    return values.freeze();
  }

  private static Set<String> updateOnlyKeys(JsonNode node, String path, Set<String> common)
      throws DecodeException {
    if (node == null || node.isNull()) {
      return common;
    }
    if (!node.isArray()) {
      throw at(path, "must be an array of keys, not " + kind(node));
    }
    Set<String> keys = new java.util.LinkedHashSet<>(common);
    node.forEach(key -> keys.add(key.asText()));
    return keys;
  }

  private static String sub(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String kind(JsonNode node) {
    return "a" + (node.isArray() || node.isObject() ? "n " : " ") + nameOf(node);
  }

  private static String nameOf(JsonNode node) {
    return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static DecodeException at(String path, String text) {
    return new DecodeException(path.isEmpty() ? text : path + ": " + text);
  }
}

package org.sluiceiot.api.entity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sluiceiot.api.internal.SmallMap;

/**
 * What a record says about one device or asset: ThingsBoard PE's converter result as a value.
 *
 * @param kind device or asset
 * @param name never blank
 * @param type profile or type; never blank (a device without one has {@code default})
 * @param label null when not given
 * @param customer null when not given
 * @param group null when not given
 * @param attributes values by key, in order; see {@link #value}
 * @param telemetry points in the order given; empty when there are none
 * @param updateOnlyKeys keys that are written only when their value changed
 * @param removed attributes that the record takes away; then there are neither attributes nor
 *     telemetry
 */
public record EntityData(
    Kind kind,
    String name,
    String type,
    String label,
    String customer,
    String group,
    Map<String, Object> attributes,
    List<TelemetryPoint> telemetry,
    Set<String> updateOnlyKeys,
    RemovedAttributes removed) {

  /** What a record can be about. */
  public enum Kind {
    DEVICE,
    ASSET
  }

  public EntityData {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    attributes = values(attributes);
    telemetry = List.copyOf(telemetry);
    updateOnlyKeys = Set.copyOf(updateOnlyKeys);
    if (removed.any() && !(attributes.isEmpty() && telemetry.isEmpty())) {
      throw new IllegalArgumentException("what removes attributes of an entity writes none");
    }
  }

  /** Data that takes nothing away. */
  public EntityData(
      Kind kind,
      String name,
      String type,
      String label,
      String customer,
      String group,
      Map<String, Object> attributes,
      List<TelemetryPoint> telemetry,
      Set<String> updateOnlyKeys) {
    this(
        kind,
        name,
        type,
        label,
        customer,
        group,
        attributes,
        telemetry,
        updateOnlyKeys,
        RemovedAttributes.NONE);
  }

  /** Takes attributes of an entity away and writes nothing. */
  public static EntityData removing(Kind kind, String name, RemovedAttributes removed) {
    return new EntityData(
        kind, name, "default", null, null, null, Map.of(), List.of(), Set.of(), removed);
  }

  /** The same of the same entity, with these values in place of its own. */
  public EntityData with(Map<String, Object> newAttributes, List<TelemetryPoint> newTelemetry) {
    return new EntityData(
        kind,
        name,
        type,
        label,
        customer,
        group,
        newAttributes,
        newTelemetry,
        updateOnlyKeys,
        removed);
  }

  /** The same with these keys in place of its own. */
  public EntityData withUpdateOnlyKeys(Set<String> keys) {
    return new EntityData(
        kind, name, type, label, customer, group, attributes, telemetry, keys, removed);
  }

  /** The map itself when it is frozen, else a frozen copy; every value checked. */
  static Map<String, Object> values(Map<String, Object> values) {
    if (values.isEmpty()) {
      return Map.of();
    }
    if (values instanceof SmallMap<Object> own && own.frozen()) {
      own.forEach((key, value) -> value(value));
      return own;
    }
    SmallMap<Object> copy = new SmallMap<>();
    values.forEach((key, value) -> copy.put(key, value(value)));
    return copy.freeze();
  }

  /**
   * Checks that a value is one of the five kinds an attribute or a point may hold.
   *
   * @return the argument
   * @throws IllegalArgumentException it is not a Long, Double, Boolean, String or JsonNode
   */
  static Object value(Object value) {
    if (value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof String
        || value instanceof com.fasterxml.jackson.databind.JsonNode) {
      return value;
    }
    throw new IllegalArgumentException(
        "a value must be a Long, Double, Boolean, String or JsonNode, not "
            + (value == null ? "null" : value.getClass().getName()));
  }
}

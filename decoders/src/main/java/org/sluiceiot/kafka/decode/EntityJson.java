package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;

/** Decoded entities as JSON, in the form of a converter result. Stateless. */
public final class EntityJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EntityJson() {}

  /** An array with one object per entity; what an entity lacks is left out. */
  public static ArrayNode of(List<EntityData> entities) {
    ArrayNode array = NODES.arrayNode();
    entities.forEach(entity -> array.add(of(entity)));
    return array;
  }

  private static ObjectNode of(EntityData entity) {
    String prefix = entity.kind() == EntityData.Kind.DEVICE ? "device" : "asset";
    ObjectNode node = NODES.objectNode();
    node.put(prefix + "Name", entity.name());
    node.put(prefix + "Type", entity.type());
    put(node, prefix + "Label", entity.label());
    put(node, "customerName", entity.customer());
    put(node, "groupName", entity.group());
    node.set("attributes", values(entity.attributes()));
    ArrayNode telemetry = node.putArray("telemetry");
    for (TelemetryPoint point : entity.telemetry()) {
      ObjectNode values = values(point.values());
      if (point.timestamp() == null) {
        telemetry.add(values);
      } else {
        telemetry.addObject().put("ts", point.timestamp().toEpochMilli()).set("values", values);
      }
    }
    if (!entity.updateOnlyKeys().isEmpty()) {
      ArrayNode keys = node.putArray("updateOnlyKeys");
      entity.updateOnlyKeys().stream().sorted().forEach(keys::add);
    }
    if (entity.removed().any()) {
      ArrayNode keys = node.putArray("removedAttributes");
      entity.removed().keys().stream().sorted().forEach(keys::add);
      if (entity.removed().every()) {
        keys.add("*");
      }
    }
    return node;
  }

  private static void put(ObjectNode node, String name, String text) {
    if (text != null) {
      node.put(name, text);
    }
  }

  private static ObjectNode values(Map<String, Object> values) {
    ObjectNode node = NODES.objectNode();
    values.forEach((key, value) -> node.set(key, value(value)));
    return node;
  }

  private static JsonNode value(Object value) {
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    return value instanceof JsonNode json ? json : NODES.textNode((String) value);
  }
}

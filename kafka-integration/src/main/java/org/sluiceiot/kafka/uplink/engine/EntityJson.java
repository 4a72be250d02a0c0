package org.sluiceiot.kafka.uplink.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;

/** Entities in the form of ThingsBoard's converter result. Stateless, safe for any thread. */
public final class EntityJson {
  private EntityJson() {}

  /** A new array, one object per entity. */
  public static ArrayNode of(List<EntityData> entities) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    entities.forEach(entity -> array.add(of(entity)));
    return array;
  }

  private static ObjectNode of(EntityData entity) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String kind = entity.kind() == EntityData.Kind.DEVICE ? "device" : "asset";
    json.put(kind + "Name", entity.name());
    json.put(kind + "Type", entity.type());
    if (entity.label() != null) {
      json.put(kind + "Label", entity.label());
    }
    if (entity.customer() != null) {
      json.put("customerName", entity.customer());
    }
    if (entity.group() != null) {
      json.put("groupName", entity.group());
    }
    json.set("attributes", values(entity.attributes()));
    ArrayNode telemetry = json.putArray("telemetry");
    for (TelemetryPoint point : entity.telemetry()) {
      ObjectNode values = values(point.values());
      if (point.timestamp() == null) {
        telemetry.add(values);
      } else {
        telemetry.addObject().put("ts", point.timestamp().toEpochMilli()).set("values", values);
      }
    }
    if (!entity.updateOnlyKeys().isEmpty()) {
      ArrayNode keys = json.putArray("updateOnlyKeys");
      entity.updateOnlyKeys().stream().sorted().forEach(keys::add);
    }
    return json;
  }

  private static ObjectNode values(Map<String, Object> values) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach(
        (key, value) -> {
          if (value instanceof JsonNode node) {
            json.set(key, node);
          } else if (value instanceof Long number) {
            json.put(key, number);
          } else if (value instanceof Double number) {
            json.put(key, number);
          } else if (value instanceof Boolean flag) {
            json.put(key, flag);
          } else {
            json.put(key, value.toString());
          }
        });
    return json;
  }
}

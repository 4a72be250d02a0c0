package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.platform.entity.Entity;

/** Makes the messages of what an integration delivered about one entity. Safe for any thread. */
final class Messages {
  private static final JsonFactory JSON = new ObjectMapper().getFactory();

  private final Clock clock;

  Messages(Clock clock) {
    this.clock = clock;
  }

  /**
   * Attributes first, then the points of telemetry in their order.
   *
   * @throws RejectedDataException a value cannot be written as JSON
   */
  List<RuleMessage> of(Entity entity, EntityData data, Map<String, String> batch) {
    List<RuleMessage> messages = new ArrayList<>(data.telemetry().size() + 1);
    Instant now = clock.instant();
    if (!data.attributes().isEmpty()) {
      messages.add(message(RuleMessage.POST_ATTRIBUTES, entity, data.attributes(), batch, now));
    }
    for (TelemetryPoint point : data.telemetry()) {
      if (!point.values().isEmpty()) {
        Instant at = point.timestamp() == null ? now : point.timestamp();
        messages.add(message(RuleMessage.POST_TELEMETRY, entity, point.values(), batch, at));
      }
    }
    return messages;
  }

  /** Tells that attributes are gone, as ThingsBoard does. */
  RuleMessage removed(Entity entity, List<String> keys, Map<String, String> batch) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    keys.forEach(names::add);
    Map<String, String> metadata = new HashMap<>(batch);
    metadata.put("scope", "SERVER_SCOPE");
    return message(
        RuleMessage.ATTRIBUTES_DELETED,
        entity,
        Map.of("attributes", names),
        metadata,
        clock.instant());
  }

  private static RuleMessage message(
      String type,
      Entity entity,
      Map<String, Object> values,
      Map<String, String> batch,
      Instant at) {
    Map<String, String> metadata = new HashMap<>(batch);
    boolean device = entity.kind() == EntityData.Kind.DEVICE;
    metadata.put(device ? "deviceName" : "assetName", entity.name());
    metadata.put(device ? "deviceType" : "assetType", entity.type());
    metadata.put("ts", Long.toString(at.toEpochMilli()));
    return new RuleMessage(randomId(), type, entity.entityId(), metadata, json(entity, values), at);
  }

  /** Unique, but without the cost of a cryptographic source for every message. */
  private static UUID randomId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L,
        (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }

  private static String json(Entity entity, Map<String, Object> values) {
    StringWriter text = new StringWriter(128);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> value : values.entrySet()) {
        json.writeFieldName(value.getKey());
        write(json, value.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new RejectedDataException(
          "entity '" + entity.name() + "': one of its values cannot be written as JSON");
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      json.writeTree((JsonNode) value);
    }
  }
}

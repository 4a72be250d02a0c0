package org.sluiceiot.kafka.downlink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;

/** Messages and configurations for tests. */
public final class Messages {
  public static final UUID DEVICE = UUID.fromString("11111111-2222-3333-4444-555555555555");
  public static final Instant TIME = Instant.parse("2026-11-20T23:05:09.123Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Messages() {}

  public static RuleMessage telemetry(String data, String... metadata) {
    return telemetry(DEVICE, data, metadata);
  }

  public static RuleMessage telemetry(UUID device, String data, String... metadata) {
    return telemetry(device, TIME, data, metadata);
  }

  /**
   * @param time of the event; a broker forgets a producer whose last records are older than a day
   */
  static RuleMessage telemetry(UUID device, Instant time, String data, String... metadata) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < metadata.length; i += 2) {
      map.put(metadata[i], metadata[i + 1]);
    }
    return new RuleMessage(
        UUID.randomUUID(),
        RuleMessage.POST_TELEMETRY,
        new EntityId(EntityId.DEVICE, device),
        map,
        data,
        time);
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /**
   * @param more further properties, with single quotes, or an empty text
   */
  public static JsonNode config(String bootstrapServers, String topic, String more) {
    return json(
        "{'connection':{'bootstrapServers':'%s'},'topic':'%s'%s}"
            .formatted(bootstrapServers, topic, more.isEmpty() ? "" : "," + more));
  }
}

package org.sluiceiot.bench.downlink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.downlink.KafkaDownlink;

/** Messages of 200 bytes and nodes to send them. */
final class Load {
  static final int DEVICES = 1_000;
  private static final int SIZE = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Load() {}

  /** A message of device {@code number % DEVICES} whose data begins with the number. */
  static RuleMessage message(int number) {
    int device = number % DEVICES;
    StringBuilder data = new StringBuilder(SIZE).append("{\"n\":").append(number);
    data.append(",\"text\":\"");
    while (data.length() < SIZE - 2) {
      data.append((char) ('a' + data.length() % 26));
    }
    return new RuleMessage(
        new UUID(1, number),
        RuleMessage.POST_TELEMETRY,
        new EntityId(EntityId.DEVICE, new UUID(7, device)),
        Map.of("deviceName", "device-" + device, "deviceType", "meter", "ts", "1795215909123"),
        data.append("\"}").toString(),
        Instant.ofEpochMilli(1_795_215_909_123L));
  }

  /** The number that a record's value begins with. */
  static int number(byte[] value) {
    int number = 0;
    for (int i = 5; value[i] != ','; i++) {
      number = number * 10 + value[i] - '0';
    }
    return number;
  }

  /**
   * @param suffix the topic is {@code bench-meter-<suffix>}, rendered per message as the key is
   * @param more further properties
   */
  static KafkaDownlink node(Counting context, String servers, String suffix, String more)
      throws ConfigException {
    KafkaDownlink node = new KafkaDownlink();
    node.init(
        context,
        json(
            ("{\"connection\":{\"bootstrapServers\":\"%s\"},\"topic\":\"bench-${deviceType}-%s\","
                    + "\"key\":\"${deviceName}\"%s}")
                .formatted(servers, suffix, more)));
    return node;
  }

  static String topic(String suffix) {
    return "bench-meter-" + suffix;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}

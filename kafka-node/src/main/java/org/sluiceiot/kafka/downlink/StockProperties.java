package org.sluiceiot.kafka.downlink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.config.ConfigException;

/**
 * Moves the free client properties of the stock node: those that a typed property of ours stands
 * for go there, those that this node decides itself are dropped, the rest stays.
 */
final class StockProperties {
  private static final Map<String, String> DURATIONS =
      Map.of(
          "linger.ms", "linger",
          "request.timeout.ms", "requestTimeout",
          "delivery.timeout.ms", "deliveryTimeout");
  private static final Map<String, String> SIZES =
      Map.of(
          "batch.size", "batchSize",
          "buffer.memory", "bufferMemory",
          "max.request.size", "maxRecordSize");

  /** Decided here: retries by the delivery timeout, blocking never, bytes as bytes. */
  private static final Set<String> OURS =
      Set.of(
          "retries",
          "max.block.ms",
          "client.id",
          "bootstrap.servers",
          "key.serializer",
          "value.serializer");

  private StockProperties() {}

  static void move(JsonNode properties, ObjectNode connection, ObjectNode sending)
      throws ConfigException {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = property.getKey();
      String value = property.getValue().asText();
      if (!OURS.contains(name) && !typed(name, value, sending)) {
        connection.withObject("/otherProperties").put(name, value.replace("\\n", "\n"));
      }
    }
  }

  private static boolean typed(String name, String value, ObjectNode sending)
      throws ConfigException {
    String path = "otherProperties." + name;
    if (DURATIONS.containsKey(name)) {
      sending.put(DURATIONS.get(name), number(value, path) + "ms");
    } else if (SIZES.containsKey(name)) {
      sending.put(SIZES.get(name), number(value, path));
    } else if (name.equals("max.in.flight.requests.per.connection")) {
      sending.put("maxInFlightRequests", number(value, path));
    } else if (name.equals("compression.type")) {
      sending.put("compression", value);
    } else if (name.equals("enable.idempotence")) {
      sending.put("idempotent", Boolean.parseBoolean(value));
    } else if (name.equals("acks")) {
      StockConfig.acks(value, path, sending);
    } else {
      return false;
    }
    return true;
  }

  private static long number(String value, String path) throws ConfigException {
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      throw new ConfigException(path, "'" + value + "' is not a whole number", "");
    }
  }
}

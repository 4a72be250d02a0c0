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

  /** Decided here: retries by the delivery timeout, idempotence by acks, blocking never. */
  private static final Set<String> OURS =
      Set.of(
          "retries",
          "enable.idempotence",
          "max.block.ms",
          "client.id",
          "bootstrap.servers",
          "key.serializer",
          "value.serializer");

  private StockProperties() {}

  static void move(JsonNode properties, ObjectNode connection, ObjectNode sending)
      throws ConfigException {
    StringBuilder pasted = new StringBuilder();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = property.getKey();
      String value = property.getValue().asText();
      if (OURS.contains(name) || typed(name, value, sending)) {
        continue;
      }
      if (name.startsWith("security.") || name.startsWith("sasl.") || name.startsWith("ssl.")) {
        // Line breaks of PEM texts stay written as \\n, which is how properties files have them.
        pasted.append(name).append('=').append(value.replace("\n", "\\n")).append('\n');
      } else {
        connection.withObject("/otherProperties").put(name, value);
      }
    }
    if (!pasted.isEmpty()) {
      connection.put("pastedProperties", pasted.toString());
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

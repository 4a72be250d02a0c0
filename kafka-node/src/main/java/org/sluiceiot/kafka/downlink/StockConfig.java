package org.sluiceiot.kafka.downlink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;

/**
 * Turns the configuration of ThingsBoard's own Kafka node, of either of its versions, into one of
 * this node. What the stock node did not have is left to our defaults, except where that would
 * change the records. Pure.
 */
final class StockConfig {
  private static final long LEAST_BUFFER = 1 << 20;

  /** The stock node's default, as is a linger of 0: chosen by nobody, and slower than ours. */
  private static final long BATCH = 16_384;

  private StockConfig() {}

  /** Whether this is a configuration of the stock node. */
  static boolean is(JsonNode config) {
    return config.has("topicPattern") || config.path("bootstrapServers").isTextual();
  }

  static ObjectNode migrate(JsonNode stock) throws ConfigException {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    ObjectNode connection = config.putObject("connection");
    connection.put("bootstrapServers", stock.path("bootstrapServers").asText("localhost:9092"));
    config.put("topic", stock.path("topicPattern").asText("my-topic"));
    config.put("key", stock.path("keyPattern").asText(""));
    // The stock node leaves the record's time to the producer.
    config.put("timestamp", "");
    ObjectNode headers = config.putObject("headers");
    headers.put("metadata", stock.path("addMetadataKeyValuesAsKafkaHeaders").asBoolean(false));
    headers.put("charset", text(stock, "kafkaHeadersCharset", "UTF-8"));
    ObjectNode sending = config.putObject("sending");
    sending(stock, sending);
    StockProperties.move(stock.path("otherProperties"), connection, sending);
    return config;
  }

  private static void sending(JsonNode stock, ObjectNode sending) throws ConfigException {
    long batch = stock.path("batchSize").asLong(BATCH);
    if (batch != BATCH) {
      sending.put("batchSize", batch);
    }
    long linger = stock.path("linger").asLong(0);
    if (linger != 0 || limitsTime(stock.path("otherProperties"))) {
      sending.put("linger", linger + "ms");
    }
    long buffer = stock.path("bufferMemory").asLong(33_554_432);
    sending.put("bufferMemory", Math.max(LEAST_BUFFER, buffer));
    acks(text(stock, "acks", "-1"), "acks", sending);
  }

  /** Such limits may leave no room for a linger that the stock node did not have. */
  private static boolean limitsTime(JsonNode properties) {
    return properties.has("delivery.timeout.ms") || properties.has("request.timeout.ms");
  }

  static void acks(String stock, String path, ObjectNode sending) throws ConfigException {
    Map<String, String> names = Map.of("-1", "all", "all", "all", "1", "leader", "0", "none");
    String acks = names.get(stock.strip());
    if (acks == null) {
      throw new ConfigException(path, "'" + stock + "' is not known", "use all, 1 or 0");
    }
    sending.put("acks", acks);
  }

  private static String text(JsonNode stock, String name, String otherwise) {
    String value = stock.path(name).asText(otherwise);
    return value.isBlank() || value.equals("null") ? otherwise : value;
  }
}

package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import org.sluiceiot.api.config.ConfigException;

/** ThingsBoard PE's Kafka integration document, turned into a configuration of this one. */
final class PeIntegration {
  private PeIntegration() {}

  /**
   * @param json PE's whole document, or its {@code configuration}; beside them the exported uplink
   *     converter may stand as {@code converter}. An exported converter alone becomes a
   *     configuration of a decoder only. Anything else is returned as is
   * @throws ConfigException it names no topics or servers, or the converter is none for uplink
   */
  static JsonNode convert(JsonNode json) throws ConfigException {
    if (PeConverter.is(json)) {
      ObjectNode decoderOnly = JsonNodeFactory.instance.objectNode();
      return decoderOnly.set("decoder", PeConverter.decoder(json, ""));
    }
    JsonNode configuration = json.has("configuration") ? json.path("configuration") : json;
    JsonNode client = configuration.path("clientConfiguration");
    if (!client.isObject()) {
      return json;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ObjectNode connection = result.putObject("connection");
    connection.put("bootstrapServers", required(client, "bootstrapServers"));
    String pasted = lines(client.path("otherProperties"));
    if (!pasted.isEmpty()) {
      connection.put("pastedProperties", pasted);
    }
    ArrayNode topics = result.putArray("topics");
    for (String topic : required(client, "topics").split(",")) {
      topics.add(topic.strip());
    }
    if (!client.path("groupId").asText("").isBlank()) {
      result.put("groupId", client.path("groupId").asText());
    }
    result.set("metadata", strings(configuration.path("metadata")));
    if (json.path("converter").isObject()) {
      result.set("decoder", PeConverter.decoder(json.path("converter"), "converter"));
    }
    JsonNode create = json.path("allowCreateDevicesOrAssets");
    if (create.isBoolean()) {
      result.putObject("entities").put("create", create.booleanValue());
    }
    return result;
  }

  /** As lines of a properties file, which the connection sorts into its own fields. */
  private static String lines(JsonNode properties) {
    return properties.properties().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue().asText().replace("\n", "\\n"))
        .collect(Collectors.joining("\n"));
  }

  private static ObjectNode strings(JsonNode object) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(entry -> result.put(entry.getKey(), entry.getValue().asText()));
    return result;
  }

  private static String required(JsonNode client, String name) throws ConfigException {
    String text = client.path(name).asText("");
    if (text.isBlank()) {
      throw new ConfigException(
          "configuration.clientConfiguration." + name, "is missing", "give a value");
    }
    return text;
  }
}

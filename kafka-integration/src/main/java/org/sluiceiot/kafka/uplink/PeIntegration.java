package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluiceiot.api.config.ConfigException;

/**
 * ThingsBoard PE's Kafka integration document, turned into a configuration of this one. What stands
 * beside PE's properties and is none of them is this integration's own and stays.
 */
final class PeIntegration {
  /** Properties of the whole document in PE. */
  private static final Set<String> DOCUMENT =
      Set.of(
          "additionalInfo",
          "allowCreateDevicesOrAssets",
          "configuration",
          "converter",
          "createdTime",
          "debugMode",
          "debugSettings",
          "defaultConverterId",
          "downlinkConverterId",
          "edgeTemplate",
          "enabled",
          "entityType",
          "externalId",
          "id",
          "name",
          "ownerId",
          "remote",
          "routingKey",
          "secret",
          "tenantId",
          "type",
          "version");

  /** Properties of its configuration. */
  private static final Set<String> CONFIGURATION = Set.of("clientConfiguration", "metadata");

  private PeIntegration() {}

  /**
   * @param json PE's whole document, or its {@code configuration}; beside them the exported uplink
   *     converter may stand as {@code converter}, and properties of this integration's own such as
   *     {@code decoder} or {@code startAt}, which stay. An exported converter alone becomes a
   *     configuration of a decoder only. Anything else is returned as is
   * @throws ConfigException it names no topics or servers, the converter is none for uplink, or
   *     there are two decoders
   */
  static JsonNode convert(JsonNode json) throws ConfigException {
    if (PeConverter.is(json)) {
      ObjectNode decoderOnly = JsonNodeFactory.instance.objectNode();
      decoderOnly.set("decoder", PeConverter.decoder(json, ""));
      mergeOwn(json, DOCUMENT, decoderOnly);
      return decoderOnly;
    }
    JsonNode configuration = json.has("configuration") ? json.path("configuration") : json;
    JsonNode client = configuration.path("clientConfiguration");
    if (!client.isObject()) {
      return json;
    }
    if (json.path("converter").isObject()
        && (json.has("decoder") || configuration.has("decoder"))) {
      throw new ConfigException(
          "decoder", "stands beside 'converter', and only one can decode", "remove one of them");
    }
    ObjectNode result = converted(json, configuration, client);
    mergeOwn(configuration, CONFIGURATION, result);
    if (json != configuration) {
      mergeOwn(json, DOCUMENT, result);
    }
    return result;
  }

  private static ObjectNode converted(JsonNode json, JsonNode configuration, JsonNode client)
      throws ConfigException {
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

  /** Objects of the same name are merged; of two values this integration's own counts. */
  private static void mergeOwn(JsonNode from, Set<String> theirs, ObjectNode into) {
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      String name = entry.getKey();
      if (theirs.contains(name)) {
        continue;
      }
      if (entry.getValue().isObject() && into.path(name) instanceof ObjectNode object) {
        object.setAll((ObjectNode) entry.getValue().deepCopy());
      } else {
        into.set(name, entry.getValue().deepCopy());
      }
    }
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

package org.sluiceiot.thingsboard.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.thingsboard.node.DownlinkBinding;
import org.sluiceiot.thingsboard.node.UplinkBinding;
import org.sluiceiot.thingsboard.runtime.Shared;

/**
 * Recognises a document of another product, converts it as a node does when it starts with it, and
 * says what became of each of its properties. That is found out by changing one property after the
 * other and looking what changes in the result, so that it is true of the conversion as it is.
 * Stateless but for the plugins.
 */
final class Conversions {
  private static final int MOST_PROPERTIES = 500;
  private static final String NO_COUNTERPART = "has no counterpart here";
  private static final String DEFAULT = "is the default there, so the default here counts";
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("retries", "a record is tried again until sending.deliveryTimeout"),
          Map.entry("keySerializer", "keys are written as bytes"),
          Map.entry("valueSerializer", "values are written as bytes"),
          Map.entry("otherProperties.retries", "a record is tried again until its time is over"),
          Map.entry("otherProperties.enable.idempotence", "follows from sending.acks"),
          Map.entry("otherProperties.max.block.ms", "the node never blocks"),
          Map.entry("otherProperties.client.id", "is given by the node"),
          Map.entry("otherProperties.bootstrap.servers", "bootstrapServers counts"),
          Map.entry("otherProperties.key.serializer", "keys are written as bytes"),
          Map.entry("otherProperties.value.serializer", "values are written as bytes"),
          Map.entry("name", "the node has a name of its own"),
          Map.entry("enabled", "a node runs while its chain does"),
          Map.entry("remote", "the node runs in the server"),
          Map.entry("debugMode", "the node's debug settings say it"),
          Map.entry("debugSettings", "the node has debug settings of its own"));

  private final Shared shared;

  Conversions(Shared shared) {
    this.shared = shared;
  }

  /** A kind of document. */
  private record Kind(String name, String type) {}

  /** Pure. */
  @FunctionalInterface
  interface Converter {
    JsonNode convert(JsonNode document) throws ConfigException;
  }

  /**
   * @throws ConfigException it is of a known kind and cannot be converted
   */
  JsonNode convert(JsonNode document) throws RestException, ConfigException {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    Kind kind = kind(document);
    if (kind == null) {
      answer.put("recognised", "").putNull("config");
      answer.putArray("mapped");
      answer.putArray("notMapped");
      return answer;
    }
    Converter converter =
        kind.type().equals("downlink")
            ? given -> shared.node(DownlinkBinding.TYPE).factory().get().upgrade(0, given)
            : given -> shared.integration(UplinkBinding.TYPE).factory().get().upgrade(0, given);
    JsonNode config = converter.convert(document);
    answer.put("recognised", kind.name()).put("type", kind.type()).set("config", config);
    List<List<String>> paths = Differences.leaves(document);
    if (paths.size() > MOST_PROPERTIES) {
      throw new RestException(400, "the document has more than 500 properties", "");
    }
    report(document, paths, new Differences(converter, config), answer);
    return answer;
  }

  private static Kind kind(JsonNode document) {
    if (!document.isObject()) {
      return null;
    }
    if (document.has("topicPattern") || document.path("bootstrapServers").isTextual()) {
      return new Kind("stock-kafka-node", "downlink");
    }
    JsonNode configuration =
        document.has("configuration") ? document.path("configuration") : document;
    if (configuration.path("clientConfiguration").isObject()) {
      return new Kind("pe-integration", "uplink");
    }
    boolean script =
        configuration.has("decoder")
            || configuration.has("tbelDecoder")
            || configuration.has("scriptLang");
    return document.has("configuration") && script ? new Kind("pe-converter", "uplink") : null;
  }

  private static void report(
      JsonNode document, List<List<String>> paths, Differences differences, ObjectNode answer) {
    ArrayNode mapped = answer.putArray("mapped");
    ArrayNode notMapped = answer.putArray("notMapped");
    for (List<String> path : paths) {
      String from = String.join(".", path);
      Set<String> to = differences.of(document, path);
      if (to == null) {
        notMapped
            .addObject()
            .put("from", from)
            .put("reason", REASONS.getOrDefault(from, NO_COUNTERPART));
      } else if (!to.isEmpty() && to.stream().noneMatch(differences::present)) {
        notMapped.addObject().put("from", from).put("reason", DEFAULT);
      } else {
        String names = to.stream().map(Differences::dotted).collect(Collectors.joining(", "));
        mapped.addObject().put("from", from).put("to", names);
      }
    }
  }
}

package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.NodeChoice;

/** Maps a rule chain that ThingsBoard exported. Used once, by one thread. */
public final class ThingsBoardChain {
  private static final String ENGINE = "org.thingsboard.rule.engine.";
  private static final Map<String, String> TYPES =
      Map.of(
          ENGINE + "filter.TbMsgTypeSwitchNode", "message-type-switch",
          ENGINE + "filter.TbJsFilterNode", "script-filter",
          ENGINE + "transform.TbTransformMsgNode", "script-transform",
          ENGINE + "telemetry.TbMsgTimeseriesNode", "save-telemetry",
          ENGINE + "telemetry.TbMsgAttributesNode", "save-attributes",
          ENGINE + "action.TbLogNode", "log",
          ENGINE + "kafka.TbKafkaNode", "kafka-downlink");

  private final List<Problem> problems = new ArrayList<>();
  private final Map<Integer, String> ids = new HashMap<>();
  private final Catalog catalog;
  private final TenantId tenant;

  public ThingsBoardChain(Catalog catalog, TenantId tenant) {
    this.catalog = catalog;
    this.tenant = tenant;
  }

  /**
   * @param document null when nothing could be mapped
   * @param problems what was left out or needs a look
   */
  public record Result(String name, ChainDocument document, List<Problem> problems) {}

  /**
   * @throws ConfigException the document is not such an export
   */
  public Result map(JsonNode export) throws ConfigException {
    JsonNode metadata = export.path("metadata");
    if (!metadata.path("nodes").isArray()) {
      throw new ConfigException(
          "metadata.nodes", "is missing", "give a rule chain that ThingsBoard exported");
    }
    List<ChainDocument.Node> nodes = new ArrayList<>();
    for (int i = 0; i < metadata.path("nodes").size(); i++) {
      node(i, metadata.path("nodes").get(i), nodes);
    }
    List<ChainDocument.Connection> connections = connections(metadata.path("connections"));
    String first = ids.get(metadata.path("firstNodeIndex").asInt(-1));
    if (first == null && !nodes.isEmpty()) {
      first = nodes.get(0).id();
      problem("firstNode", "the first node could not be mapped", "choose another one");
    }
    ChainDocument document = nodes.isEmpty() ? null : new ChainDocument(first, nodes, connections);
    String name = export.path("ruleChain").path("name").asText("Imported rule chain");
    return new Result(name, document, List.copyOf(problems));
  }

  private void problem(String path, String text, String remedy) {
    problems.add(new Problem(path, text, remedy));
  }

  private void node(int index, JsonNode node, List<ChainDocument.Node> nodes) {
    String at = "metadata.nodes[" + index + "]";
    String foreign = node.path("type").asText();
    String type = TYPES.get(foreign);
    if (type == null) {
      problem(at, "there is no counterpart of " + foreign, "put another node in its place");
      return;
    }
    try {
      NodeChoice choice = catalog.node(tenant, type);
      JsonNode config = config(at, type, choice, node);
      String id = "n" + index;
      ids.put(index, id);
      nodes.add(
          new ChainDocument.Node(
              id,
              type,
              node.path("name").asText(type),
              choice.type().version(),
              config,
              node.path("additionalInfo").path("layoutX").asDouble(),
              node.path("additionalInfo").path("layoutY").asDouble()));
    } catch (ConfigException e) {
      e.problems()
          .forEach(
              bad ->
                  problem(
                      bad.path().isEmpty() ? at : at + ".configuration." + bad.path(),
                      bad.text(),
                      bad.remedy()));
    }
  }

  private JsonNode config(String at, String type, NodeChoice choice, JsonNode node)
      throws ConfigException {
    JsonNode given = node.path("configuration");
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    switch (type) {
      case "script-filter", "script-transform" -> {
        boolean tbel = given.path("scriptLang").asText("JS").equals("TBEL");
        if (tbel) {
          problem(at, "the script is TBEL; it was taken over as JavaScript", "read it through");
        }
        config.put("script", given.path(tbel ? "tbelScript" : "jsScript").asText());
        return config;
      }
      case "kafka-downlink" -> {
        return choice.call(() -> choice.made().upgrade(1, given));
      }
      default -> {
        return config;
      }
    }
  }

  private List<ChainDocument.Connection> connections(JsonNode given) {
    List<ChainDocument.Connection> connections = new ArrayList<>();
    for (JsonNode connection : given) {
      String from = ids.get(connection.path("fromIndex").asInt(-1));
      String to = ids.get(connection.path("toIndex").asInt(-1));
      if (from != null && to != null) {
        connections.add(new ChainDocument.Connection(from, to, connection.path("type").asText()));
      }
    }
    return connections;
  }
}

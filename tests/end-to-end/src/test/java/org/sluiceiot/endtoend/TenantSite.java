package org.sluiceiot.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** What a test does as one tenant. */
final class TenantSite {
  private final Rest rest;
  private final String path;

  private TenantSite(Rest rest, String id) {
    this.rest = rest;
    this.path = "/api/tenants/" + id;
  }

  /** A new tenant, with or without the Kafka plugin. */
  static TenantSite create(Rest rest, String name, boolean plugin) {
    String id =
        rest.send("POST", "/api/tenants", Map.of("name", name)).expect(201).path("id").asText();
    TenantSite site = new TenantSite(rest, id);
    if (plugin) {
      rest.send("PUT", site.path + "/plugins/kafka", Map.of("enabled", true)).expect(200);
    }
    return site;
  }

  /** A consumer group's name as Kafka knows it: tenants do not share groups. */
  String group(String name) {
    return path.substring(path.lastIndexOf('/') + 1) + "-" + name;
  }

  /** The same tenant after the host was started again. */
  TenantSite with(Rest newRest) {
    return new TenantSite(newRest, path.substring(path.lastIndexOf('/') + 1));
  }

  /** An uplink of JSON records; not started. */
  Rest.Answer addUplink(String name, String servers, String topic) {
    return addUplink(name, servers, topic, Map.of("type", "json"));
  }

  /** An uplink with this decoder; not started. */
  Rest.Answer addUplink(String name, String servers, String topic, Map<String, Object> decoder) {
    ObjectNode config = Rest.JSON.createObjectNode();
    config.putObject("connection").put("bootstrapServers", servers);
    config.putArray("topics").add(topic);
    config.put("groupId", name);
    config.set("decoder", Rest.JSON.valueToTree(decoder));
    return rest.send(
        "POST",
        path + "/integrations",
        Map.of("name", name, "type", "kafka-uplink", "config", config));
  }

  /** Adds and starts an uplink; returns its id. */
  String startUplink(String name, String servers, String topic) {
    String id = addUplink(name, servers, topic).expect(201).path("id").asText();
    enable(id).expect(200);
    return id;
  }

  Rest.Answer enable(String integration) {
    return rest.send("POST", path + "/integrations/" + integration + "/enable", null);
  }

  JsonNode integration(String id) {
    return rest.get(path + "/integrations/" + id);
  }

  long counter(String integration, String name) {
    return integration(integration).path("status").path("counters").path(name).asLong();
  }

  /** Root chain: save telemetry, and what is above 30 goes to a topic. */
  Rest.Answer saveChain(String servers, String topic) {
    ObjectNode document = Rest.JSON.createObjectNode().put("firstNode", "types");
    ArrayNode nodes = document.putArray("nodes");
    node(nodes, "types", "message-type-switch");
    node(nodes, "save", "save-telemetry");
    node(nodes, "attributes", "save-attributes");
    node(nodes, "hot", "script-filter").put("script", "return msg.temperature > 30;");
    ObjectNode downlink = node(nodes, "alarms", "kafka-downlink");
    downlink.putObject("connection").put("bootstrapServers", servers);
    downlink.put("topic", topic).put("key", "${deviceName}");
    ArrayNode connections = document.putArray("connections");
    connect(connections, "types", "save", "Post telemetry");
    connect(connections, "types", "attributes", "Post attributes");
    connect(connections, "save", "hot", "Success");
    connect(connections, "hot", "alarms", "True");
    JsonNode root = root();
    Map<String, Object> input = new HashMap<>();
    input.put("name", root.path("name").asText());
    input.put("version", root.path("version").asInt());
    input.put("document", document);
    return rest.send("PUT", path + "/rule-chains/" + root.path("id").asText(), input);
  }

  JsonNode root() {
    for (JsonNode chain : rest.get(path + "/rule-chains")) {
      if (chain.path("root").asBoolean()) {
        return rest.get(path + "/rule-chains/" + chain.path("id").asText());
      }
    }
    throw new AssertionError("no root chain");
  }

  private static ObjectNode node(ArrayNode nodes, String id, String type) {
    return nodes.addObject().put("id", id).put("type", type).put("name", id).putObject("config");
  }

  private static void connect(ArrayNode connections, String from, String to, String relation) {
    connections.addObject().put("from", from).put("to", to).put("relation", relation);
  }

  /** Number of devices. */
  int devices() {
    return rest.get(path + "/entities?kind=device&limit=1").path("total").asInt();
  }

  /** Stored points of a key of a device, all of them. */
  JsonNode points(String device, String key) {
    JsonNode found = rest.get(path + "/entities?kind=device&search=" + device).path("items");
    if (found.isEmpty()) {
      return Rest.JSON.createArrayNode();
    }
    return rest.get(
            path
                + "/entities/"
                + found.get(0).path("id").asText()
                + "/telemetry?from=0&limit=10000&keys="
                + key)
        .path(key);
  }
}

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
    return addUplink(name, uplinkConfig(name, servers, topic, decoder));
  }

  private static ObjectNode uplinkConfig(
      String name, String servers, String topic, Map<String, Object> decoder) {
    return uplinkConfig(name, plaintext(servers), topic, decoder);
  }

  private static ObjectNode plaintext(String servers) {
    return Rest.JSON.createObjectNode().put("bootstrapServers", servers);
  }

  /** Configuration of an uplink with this connection. */
  static ObjectNode uplinkConfig(
      String name, ObjectNode connection, String topic, Map<String, Object> decoder) {
    ObjectNode config = Rest.JSON.createObjectNode();
    config.set("connection", connection);
    config.putArray("topics").add(topic);
    config.put("groupId", name);
    config.set("decoder", Rest.JSON.valueToTree(decoder));
    return config;
  }

  /** An uplink of any configuration; not started. */
  Rest.Answer addUplink(String name, ObjectNode config) {
    return rest.send(
        "POST",
        path + "/integrations",
        Map.of("name", name, "type", "kafka-uplink", "config", config));
  }

  /** The form's button: {@code integrations} or {@code nodes}. */
  Rest.Answer check(String kind, String type, ObjectNode config) {
    return rest.send("POST", path + "/" + kind + "/check", Map.of("type", type, "config", config));
  }

  /** Saves an uplink with another topic and starts it, if it does not run. */
  Rest.Answer changeUplink(String id, String name, String servers, String topic) {
    return changeUplink(id, name, servers, topic, true);
  }

  /** Saves an uplink with another topic and leaves it stopped. */
  Rest.Answer changeStoppedUplink(String id, String name, String servers, String topic) {
    return changeUplink(id, name, servers, topic, false);
  }

  private Rest.Answer changeUplink(
      String id, String name, String servers, String topic, boolean enabled) {
    return rest.send(
        "PUT",
        path + "/integrations/" + id,
        Map.of(
            "name",
            name,
            "type",
            "kafka-uplink",
            "enabled",
            enabled,
            "config",
            uplinkConfig(name, servers, topic, Map.of("type", "json"))));
  }

  Rest.Answer disable(String integration) {
    return rest.send("POST", path + "/integrations/" + integration + "/disable", null);
  }

  /** State of an integration. */
  String stateOf(String integration) {
    return integration(integration).path("status").path("state").asText();
  }

  /** How many messages of the root chain ended so: success, failure or loop. */
  long ended(String outcome) {
    return root().path("status").path("counters").path(outcome).asLong();
  }

  /** State of a node of the root chain. */
  String nodeState(String node) {
    return root().path("status").path("nodes").path(node).path("state").asText();
  }

  /** The loop map as this tenant sees it. */
  JsonNode loops() {
    return rest.get(path + "/loops");
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
    return saveChain(servers, topic, true);
  }

  /**
   * @param joined whether anything comes to the node that writes to the topic
   */
  Rest.Answer saveChain(String servers, String topic, boolean joined) {
    return saveChain(plaintext(servers), topic, joined);
  }

  /** As {@link #saveChain(String, String, boolean)}, with any connection. */
  Rest.Answer saveChain(ObjectNode connection, String topic, boolean joined) {
    JsonNode root = root();
    Map<String, Object> input = new HashMap<>();
    input.put("name", root.path("name").asText());
    input.put("version", root.path("version").asInt());
    input.put("document", document(connection, topic, joined));
    return rest.send("PUT", path + "/rule-chains/" + root.path("id").asText(), input);
  }

  /** Adds a chain like the root one and makes it the root. */
  Rest.Answer replaceRoot(String name, String servers, String topic) {
    JsonNode added =
        rest.send(
                "POST",
                path + "/rule-chains",
                Map.of("name", name, "document", document(plaintext(servers), topic, true)))
            .expect(201);
    return rest.send("POST", path + "/rule-chains/" + added.path("id").asText() + "/root", null);
  }

  private static ObjectNode document(ObjectNode connection, String topic, boolean joined) {
    ObjectNode document = Rest.JSON.createObjectNode().put("firstNode", "types");
    ArrayNode nodes = document.putArray("nodes");
    node(nodes, "types", "message-type-switch");
    node(nodes, "save", "save-telemetry");
    node(nodes, "attributes", "save-attributes");
    node(nodes, "hot", "script-filter").put("script", "return msg.temperature > 30;");
    node(nodes, "alarms", "kafka-downlink").setAll(downlinkConfig(connection, topic));
    ArrayNode connections = document.putArray("connections");
    connect(connections, "types", "save", "Post telemetry");
    connect(connections, "types", "attributes", "Post attributes");
    connect(connections, "save", "hot", "Success");
    if (joined) {
      connect(connections, "hot", "alarms", "True");
    }
    return document;
  }

  /** Configuration of a downlink node with this connection. */
  static ObjectNode downlinkConfig(ObjectNode connection, String topic) {
    ObjectNode config = Rest.JSON.createObjectNode();
    config.set("connection", connection);
    return config.put("topic", topic).put("key", "${deviceName}");
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

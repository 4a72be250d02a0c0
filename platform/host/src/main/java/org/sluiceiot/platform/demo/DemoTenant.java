package org.sluiceiot.platform.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.client.HostAnswerException;
import org.sluiceiot.platform.client.HostClient;

/**
 * Sets up what the demonstration shows, as its user would over REST: a tenant with an uplink, a
 * rule chain and a downlink.
 */
final class DemoTenant {
  static final String TELEMETRY = "sluice-demo-telemetry";
  static final String ALARMS = "sluice-demo-alarms";
  private static final int REFUSED = 409;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HostClient host;
  private final String bootstrapServers;
  private final TenantId id;
  private final String path;

  DemoTenant(HostClient host, String bootstrapServers) throws IOException, InterruptedException {
    this.host = host;
    this.bootstrapServers = bootstrapServers;
    JsonNode tenant = host.call("POST", "/api/tenants", object().put("name", "Demo"));
    this.id = new TenantId(UUID.fromString(tenant.path("id").asText()));
    this.path = "/api/tenants/" + id;
    host.call("PUT", path + "/plugins/kafka", object().put("enabled", true));
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }

  TenantId id() {
    return id;
  }

  /** The tenant's counters, as the page shows them. */
  Map<String, Long> totals() throws IOException, InterruptedException {
    Map<String, Long> totals = new TreeMap<>();
    host.call("GET", path + "/counters", null)
        .path("totals")
        .fields()
        .forEachRemaining(entry -> totals.put(entry.getKey(), entry.getValue().asLong()));
    return totals;
  }

  /** The root chain: saves everything and writes what is unusual back to Kafka. */
  void saveChain() throws IOException, InterruptedException {
    ObjectNode document;
    try (InputStream in = DemoTenant.class.getResourceAsStream("/demo/rule-chain.json")) {
      document = (ObjectNode) JSON.readTree(in);
    }
    for (JsonNode node : document.path("nodes")) {
      if (node.path("id").asText().equals("downlink")) {
        ((ObjectNode) node).set("config", downlink());
      }
    }
    String chains = path + "/rule-chains";
    for (JsonNode chain : host.call("GET", chains, null)) {
      if (chain.path("root").asBoolean()) {
        ObjectNode changed = object().put("name", chain.path("name").asText());
        changed.set("version", chain.path("version"));
        changed.set("document", document);
        host.call("PUT", chains + "/" + chain.path("id").asText(), changed);
      }
    }
  }

  private ObjectNode downlink() {
    ObjectNode config = connected();
    config.put("topic", ALARMS);
    config.put("key", "${deviceName}");
    return config;
  }

  private ObjectNode connected() {
    ObjectNode config = object();
    config.putObject("connection").put("bootstrapServers", bootstrapServers);
    return config;
  }

  /** Reads the sensors' topic. */
  void startUplink() throws IOException, InterruptedException {
    start("Sensors from Kafka", TELEMETRY);
  }

  /**
   * Tries to read what the downlink writes: the loop guard must say no.
   *
   * @return why it was refused
   * @throws IllegalStateException it was not refused
   */
  String tryCircle() throws IOException, InterruptedException {
    try {
      start("Alarms back from Kafka", ALARMS);
    } catch (HostAnswerException e) {
      if (e.status() == REFUSED) {
        return e.getMessage();
      }
      throw e;
    }
    throw new IllegalStateException("a circle was not refused");
  }

  private void start(String name, String topic) throws IOException, InterruptedException {
    ObjectNode config = connected();
    config.putArray("topics").add(topic);
    config.putObject("decoder").put("type", "json");
    ObjectNode integration =
        object().put("name", name).put("type", "kafka-uplink").put("enabled", true);
    integration.set("config", config);
    host.call("POST", path + "/integrations", integration);
  }
}

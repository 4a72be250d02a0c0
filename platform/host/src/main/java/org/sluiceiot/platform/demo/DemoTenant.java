package org.sluiceiot.platform.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.platform.chain.ChainDocument;
import org.sluiceiot.platform.chain.RefusedException;
import org.sluiceiot.platform.chain.StoredChain;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.integration.StoredIntegration;
import org.sluiceiot.platform.plugin.IntegrationChoice;
import org.sluiceiot.platform.tenant.Tenant;

/** Sets up what the demonstration shows: a tenant with an uplink, a rule chain and a downlink. */
final class DemoTenant {
  static final String TELEMETRY = "sluice-demo-telemetry";
  static final String ALARMS = "sluice-demo-alarms";
  private static final String UPLINK = "kafka-uplink";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Platform platform;
  private final String bootstrapServers;
  private final Tenant tenant;

  DemoTenant(Platform platform, String bootstrapServers) {
    this.platform = platform;
    this.bootstrapServers = bootstrapServers;
    this.tenant = platform.createTenant("Demo");
    platform.enablePlugin(tenant.id(), "kafka", true);
  }

  Tenant tenant() {
    return tenant;
  }

  /** The root chain: saves everything and writes what is unusual back to Kafka. */
  void saveChain() throws ConfigException, RefusedException, IOException {
    ObjectNode document;
    try (InputStream in = DemoTenant.class.getResourceAsStream("/demo/rule-chain.json")) {
      document = (ObjectNode) JSON.readTree(in);
    }
    for (JsonNode node : document.path("nodes")) {
      if (node.path("id").asText().equals("downlink")) {
        ((ObjectNode) node).set("config", downlink());
      }
    }
    StoredChain root =
        platform.chainStore().all(tenant.id()).stream()
            .filter(StoredChain::root)
            .findFirst()
            .orElseThrow();
    platform
        .chains()
        .save(root, root.name(), root.version(), ConfigReader.read(document, ChainDocument.class));
  }

  private ObjectNode downlink() {
    ObjectNode config = JSON.createObjectNode();
    config.putObject("connection").put("bootstrapServers", bootstrapServers);
    config.put("topic", ALARMS);
    config.put("key", "${deviceName}");
    return config;
  }

  /** Reads the sensors' topic. */
  UUID startUplink() throws ConfigException, RefusedException {
    return start("Sensors from Kafka", TELEMETRY);
  }

  /**
   * Tries to read what the downlink writes: the loop guard must say no.
   *
   * @return why it was refused
   * @throws IllegalStateException it was not refused
   */
  String tryCircle() throws ConfigException {
    try {
      UUID id = start("Alarms back from Kafka", ALARMS);
      platform.integrations().delete(stored(id));
      throw new IllegalStateException("a circle was not refused");
    } catch (RefusedException e) {
      return e.getMessage();
    }
  }

  private UUID start(String name, String topic) throws ConfigException, RefusedException {
    IntegrationChoice choice = platform.catalog().integration(tenant.id(), UPLINK);
    ObjectNode config = JSON.createObjectNode();
    config.putObject("connection").put("bootstrapServers", bootstrapServers);
    config.putArray("topics").add(topic);
    config.putObject("decoder").put("type", "json");
    StoredIntegration integration =
        new StoredIntegration(
            UUID.randomUUID(),
            tenant.id(),
            name,
            UPLINK,
            choice.type().version(),
            false,
            null,
            platform.storedConfigs().forStore(choice, choice.version(), config, null).kept());
    platform.integrations().create(integration);
    platform.integrations().enable(integration);
    return integration.id();
  }

  private StoredIntegration stored(UUID id) {
    return platform.integrationStore().find(tenant.id(), id).orElseThrow();
  }
}

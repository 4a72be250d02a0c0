package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.thingsboard.runtime.Shared;

/** What the nodes of the jar say of a configuration when they start, before they look at Kafka. */
public final class NodeReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private NodeReader() {}

  /**
   * @param kind {@code uplink} or {@code downlink}
   * @return empty when the node takes it
   */
  public static List<Problem> problems(String kind, JsonNode config) {
    Shared shared = Shared.ofProcess();
    try {
      if (kind.equals("uplink")) {
        IntegrationType type = shared.integration(UplinkBinding.TYPE);
        UplinkDocument.read(config, type.factory().get(), type, unknown -> {});
        return List.of();
      }
      NodeType type = shared.node(DownlinkBinding.TYPE);
      JsonNode upgraded = type.factory().get().upgrade(type.version(), config);
      JsonNode known = Configurations.known(upgraded, type.config(), unknown -> {});
      return Configurations.problems(known, type.config(), "/sluice/kafka-downlink.json");
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  /** What the editor begins with. */
  public static JsonNode fresh(String kind) {
    try (var in = NodeReader.class.getResourceAsStream("/sluice/kafka-" + kind + ".json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.thingsboard.runtime.Shared;

/** Reads a node's JSON as a start does, before there is a node. Stateless. */
public final class PostedConfiguration {
  private PostedConfiguration() {}

  /**
   * The configuration for the plugin, at its present version and without what is not its own.
   *
   * @param type {@link UplinkBinding#TYPE} or {@link DownlinkBinding#TYPE}
   * @param warning told of what has no effect
   * @throws ConfigException every problem, each with its path
   */
  public static JsonNode read(Shared shared, String type, JsonNode given, Consumer<String> warning)
      throws ConfigException {
    if (type.equals(DownlinkBinding.TYPE)) {
      return downlink(shared.node(type), given, warning);
    }
    IntegrationType uplink = shared.integration(type);
    return UplinkDocument.read(given, uplink.factory().get(), uplink, warning).integration();
  }

  static JsonNode downlink(NodeType type, JsonNode given, Consumer<String> warning)
      throws ConfigException {
    JsonNode upgraded = type.factory().get().upgrade(type.version(), given);
    JsonNode config = Configurations.known(upgraded, type.config(), warning);
    List<Problem> problems =
        Configurations.problems(config, type.config(), "/sluice/kafka-downlink.json");
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }
}

package org.sluiceiot.thingsboard.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Durations;

/**
 * What the operator of the server decided: which tenants may use the nodes, where they may keep
 * files, and the plugin's own settings. Immutable.
 *
 * @param tenants ids of the tenants that may use the nodes; empty means all
 * @param directory where nodes may keep files; empty when the operator named no place
 * @param failedAfter how long a node may be in trouble before a failed life-cycle event says so
 * @param allowOwnCluster whether tenants may use the cluster of ThingsBoard's own queues
 * @param settings one object with the settings of all of the plugin's providers, valid
 */
public record Policy(
    Set<UUID> tenants,
    Optional<Path> directory,
    Duration failedAfter,
    boolean allowOwnCluster,
    JsonNode settings) {
  /** Names the tenants that may use the nodes. */
  public static final String TENANTS = "SLUICE_TENANTS";

  /** Names the directory for files of nodes. */
  public static final String DATA = "SLUICE_DATA_DIR";

  /** Says how long a node may be in trouble before it counts as failed. */
  public static final String FAILED_AFTER = "SLUICE_FAILED_AFTER";

  /** Lets tenants use the Kafka cluster that carries ThingsBoard's own queues. */
  public static final String ALLOW_OWN_CLUSTER = "SLUICE_ALLOW_OWN_CLUSTER";

  private static final Duration USUALLY_FAILED_AFTER = Duration.ofMinutes(5);

  public Policy {
    tenants = Set.copyOf(tenants);
  }

  /**
   * @param parts the records that declare the plugin's settings
   * @throws ConfigException a value is wrong; names every one of them
   */
  static Policy read(OperatorProperties properties, List<Class<? extends Record>> parts)
      throws ConfigException {
    Set<UUID> tenants = ids(properties.get(TENANTS).orElse(""));
    Optional<Path> directory = properties.get(DATA).filter(text -> !text.isBlank()).map(Path::of);
    return new Policy(
        tenants,
        directory,
        failedAfter(properties),
        Boolean.parseBoolean(properties.get(ALLOW_OWN_CLUSTER).orElse("false").strip()),
        SettingsReader.read(properties, parts));
  }

  /** Whether this tenant may use the nodes. */
  public boolean enabled(UUID tenant) {
    return tenants.isEmpty() || tenants.contains(tenant);
  }

  private static Duration failedAfter(OperatorProperties properties) throws ConfigException {
    String text = properties.get(FAILED_AFTER).map(String::strip).orElse("");
    try {
      return text.isEmpty() ? USUALLY_FAILED_AFTER : Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(FAILED_AFTER, e.getMessage(), "write a duration such as 5m");
    }
  }

  private static Set<UUID> ids(String text) throws ConfigException {
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(id -> !id.isEmpty())
          .map(UUID::fromString)
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(TENANTS, e.getMessage(), "write tenant ids separated by commas");
    }
  }
}

package org.sluiceiot.thingsboard.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sluiceiot.api.config.ConfigException;

/**
 * What the operator of the server decided: which tenants may use the nodes, where they may keep
 * files, and the plugin's own settings. Immutable.
 *
 * @param tenants ids of the tenants that may use the nodes; empty means all
 * @param directory where nodes may keep files; empty when the operator named no place
 * @param settings one object with the settings of all of the plugin's providers, valid
 */
public record Policy(Set<UUID> tenants, Optional<Path> directory, JsonNode settings) {
  /** Names the tenants that may use the nodes. */
  public static final String TENANTS = "SLUICE_TENANTS";

  /** Names the directory for files of nodes. */
  public static final String DATA = "SLUICE_DATA_DIR";

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
    return new Policy(tenants, directory, SettingsReader.read(properties, parts));
  }

  /** Whether this tenant may use the nodes. */
  public boolean enabled(UUID tenant) {
    return tenants.isEmpty() || tenants.contains(tenant);
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

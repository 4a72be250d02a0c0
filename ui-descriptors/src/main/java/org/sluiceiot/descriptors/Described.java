package org.sluiceiot.descriptors;

import java.util.List;
import java.util.Locale;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;

/**
 * Something with a configuration that a person fills in.
 *
 * @param type names the description: {@code descriptors/<type>.json}
 * @param kind {@code node}, {@code integration} or {@code settings}
 * @param relations of a node, {@code Failure} included; otherwise empty
 * @param config the record that declares the configuration
 */
public record Described(
    String type,
    String kind,
    String name,
    String description,
    int version,
    List<String> relations,
    Class<? extends Record> config) {
  public Described {
    relations = List.copyOf(relations);
  }

  public static Described of(NodeType node) {
    List<String> relations = new java.util.ArrayList<>(node.relations());
    if (!relations.contains("Failure")) {
      relations.add("Failure");
    }
    return new Described(
        node.type(),
        "node",
        node.name(),
        node.description(),
        node.version(),
        relations,
        node.config());
  }

  public static Described of(IntegrationType integration) {
    return new Described(
        integration.type(),
        "integration",
        integration.name(),
        integration.description(),
        integration.version(),
        List.of(),
        integration.config());
  }

  /** The operator's settings of a plugin, named after their record. */
  public static Described settings(Class<? extends Record> config) {
    String type =
        config.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return new Described(
        type, "settings", "Operator's settings", "What every tenant gets.", 1, List.of(), config);
  }
}

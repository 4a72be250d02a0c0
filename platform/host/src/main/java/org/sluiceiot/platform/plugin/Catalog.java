package org.sluiceiot.platform.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.api.plugin.NodeType;

/**
 * What a tenant may use: the built-in nodes and everything of the plugins that are enabled for it.
 * Safe for any thread.
 */
public final class Catalog {
  private final List<NodeType> builtIn;
  private final Plugins plugins;
  private final Function<TenantId, Set<String>> enabled;

  /**
   * @param enabled ids of a tenant's plugins; asked every time
   */
  public Catalog(List<NodeType> builtIn, Plugins plugins, Function<TenantId, Set<String>> enabled) {
    this.builtIn = List.copyOf(builtIn);
    this.plugins = plugins;
    this.enabled = enabled;
  }

  /** Has the plugins look again at who reaches whom, after rule chains or settings changed. */
  public void flowsChanged() {
    plugins.all().forEach(LoadedPlugin::flowsChanged);
  }

  /** Node types of a tenant, in the order of a palette. */
  public List<NodeChoice> nodes(TenantId tenant) {
    List<NodeChoice> choices = new ArrayList<>();
    builtIn.forEach(type -> choices.add(new NodeChoice(type, null)));
    Set<String> mine = enabled.apply(tenant);
    allPluginNodes().stream().filter(c -> mine.contains(c.plugin().id())).forEach(choices::add);
    return choices;
  }

  /** Integration types of a tenant. */
  public List<IntegrationChoice> integrations(TenantId tenant) {
    Set<String> mine = enabled.apply(tenant);
    return allIntegrations().stream().filter(c -> mine.contains(c.plugin().id())).toList();
  }

  /**
   * @throws ConfigException no such type, or its plugin is not enabled for the tenant; in words
   */
  public NodeChoice node(TenantId tenant, String type) throws ConfigException {
    for (NodeType candidate : builtIn) {
      if (candidate.type().equals(type)) {
        return new NodeChoice(candidate, null);
      }
    }
    for (NodeChoice choice : allPluginNodes()) {
      if (choice.type().type().equals(type)) {
        requireEnabled(tenant, choice.plugin(), "node", choice.type().name());
        return choice;
      }
    }
    throw unknown("node", type);
  }

  /** As {@link #node}. */
  public IntegrationChoice integration(TenantId tenant, String type) throws ConfigException {
    for (IntegrationChoice choice : allIntegrations()) {
      if (choice.type().type().equals(type)) {
        requireEnabled(tenant, choice.plugin(), "integration", choice.type().name());
        return choice;
      }
    }
    throw unknown("integration", type);
  }

  private void requireEnabled(TenantId tenant, LoadedPlugin plugin, String what, String name)
      throws ConfigException {
    if (!enabled.apply(tenant).contains(plugin.id())) {
      throw new ConfigException(
          "",
          "%s '%s' belongs to plugin '%s', which is not enabled for this tenant"
              .formatted(what, name, plugin.id()),
          "ask the operator to enable the plugin");
    }
  }

  private ConfigException unknown(String what, String type) {
    List<String> loaded = plugins.all().stream().map(LoadedPlugin::id).toList();
    return new ConfigException(
        "",
        "no %s type '%s' is known".formatted(what, type),
        loaded.isEmpty()
            ? "no plugin is installed: put its jar into the plugins directory"
            : "the installed plugins are " + String.join(", ", loaded));
  }

  private List<NodeChoice> allPluginNodes() {
    return plugins.all().stream()
        .flatMap(plugin -> plugin.nodes().stream().map(type -> new NodeChoice(type, plugin)))
        .toList();
  }

  private List<IntegrationChoice> allIntegrations() {
    return plugins.all().stream()
        .flatMap(
            plugin ->
                plugin.integrations().stream().map(type -> new IntegrationChoice(type, plugin)))
        .toList();
  }

  /** The plugins that were loaded. */
  public Plugins plugins() {
    return plugins;
  }
}

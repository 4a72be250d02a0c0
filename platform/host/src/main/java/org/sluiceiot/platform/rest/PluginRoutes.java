package org.sluiceiot.platform.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.descriptors.Descriptors;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.IntegrationChoice;
import org.sluiceiot.platform.plugin.LoadedPlugin;
import org.sluiceiot.platform.plugin.NodeChoice;
import org.sluiceiot.platform.plugin.PluginSettings;
import org.sluiceiot.platform.tenant.TenantOperations;
import org.sluiceiot.platform.tenant.TenantStore;

/** Plugins, and the types that a tenant may use. */
public final class PluginRoutes {
  private final Catalog catalog;
  private final PluginSettings settings;
  private final TenantStore tenants;
  private final TenantOperations operations;

  public PluginRoutes(
      Catalog catalog, PluginSettings settings, TenantStore tenants, TenantOperations operations) {
    this.catalog = catalog;
    this.settings = settings;
    this.tenants = tenants;
    this.operations = operations;
  }

  /** Whether a tenant may use a plugin. */
  public record Enabled(
      @Property(title = "Enabled", help = "Whether the tenant may use the plugin.")
          boolean enabled) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get("/api/plugins", Access.OPERATOR, this::list);
    routes.get("/api/plugins/{plugin}/settings", Access.OPERATOR, this::settings);
    routes.put("/api/plugins/{plugin}/settings", Access.OPERATOR, this::changeSettings);
    routes.get("/api/tenants/{tenant}/plugins", Access.TENANT_READ, this::ofTenant);
    routes.put("/api/tenants/{tenant}/plugins/{plugin}", Access.OPERATOR, this::enable);
    routes.get("/api/tenants/{tenant}/node-types", Access.TENANT_READ, this::nodeTypes);
    routes.get(
        "/api/tenants/{tenant}/integration-types", Access.TENANT_READ, this::integrationTypes);
  }

  private void list(Call call) {
    call.answer(catalog.plugins().all().stream().map(PluginRoutes::shape).toList());
  }

  private static Map<String, Object> shape(LoadedPlugin plugin) {
    return Shapes.object(
        "id",
        plugin.id(),
        "version",
        plugin.version(),
        "description",
        plugin.description(),
        "nodes",
        plugin.nodes().stream().map(NodeType::type).toList(),
        "integrations",
        plugin.integrations().stream().map(IntegrationType::type).toList(),
        "settings",
        settingsForm(plugin));
  }

  private static JsonNode settingsForm(LoadedPlugin plugin) {
    List<Class<? extends Record>> parts = plugin.settings();
    return parts.isEmpty() ? null : Descriptors.settings(parts);
  }

  private LoadedPlugin plugin(Call call) {
    return catalog
        .plugins()
        .find(call.http().pathParam("plugin"))
        .orElseThrow(ApiException::notFound);
  }

  private void settings(Call call) {
    call.answer(settings.shown(plugin(call)));
  }

  private void changeSettings(Call call) throws ConfigException {
    LoadedPlugin plugin = plugin(call);
    settings.save(plugin, call.json());
    catalog.flowsChanged();
    call.answer(settings.shown(plugin));
  }

  private void ofTenant(Call call) {
    var enabled = tenants.plugins(call.tenant().id());
    call.answer(
        catalog.plugins().all().stream()
            .map(
                plugin -> {
                  Map<String, Object> shape = shape(plugin);
                  shape.put("settings", null);
                  shape.put("enabled", enabled.contains(plugin.id()));
                  return shape;
                })
            .toList());
  }

  private void enable(Call call) throws ConfigException {
    LoadedPlugin plugin = plugin(call);
    boolean enabled = call.body(Enabled.class).enabled();
    operations.enablePlugin(call.tenant().id(), plugin.id(), enabled);
    Map<String, Object> shape = shape(plugin);
    shape.put("enabled", enabled);
    call.answer(shape);
  }

  private void nodeTypes(Call call) {
    call.answer(catalog.nodes(call.tenant().id()).stream().map(PluginRoutes::shape).toList());
  }

  private static Map<String, Object> shape(NodeChoice choice) {
    NodeType type = choice.type();
    return Shapes.object(
        "type", type.type(),
        "name", type.name(),
        "description", type.description(),
        "version", type.version(),
        "plugin", choice.plugin() == null ? null : choice.plugin().id(),
        "relations", type.relations(),
        "descriptor", choice.descriptor());
  }

  private void integrationTypes(Call call) {
    call.answer(
        catalog.integrations(call.tenant().id()).stream().map(PluginRoutes::shape).toList());
  }

  private static Map<String, Object> shape(IntegrationChoice choice) {
    IntegrationType type = choice.type();
    return Shapes.object(
        "type", type.type(),
        "name", type.name(),
        "description", type.description(),
        "version", type.version(),
        "plugin", choice.plugin().id(),
        "descriptor", choice.descriptor());
  }
}

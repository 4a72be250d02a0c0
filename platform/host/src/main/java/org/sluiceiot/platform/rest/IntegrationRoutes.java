package org.sluiceiot.platform.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.platform.chain.ChainStore;
import org.sluiceiot.platform.chain.RefusedException;
import org.sluiceiot.platform.integration.IntegrationStore;
import org.sluiceiot.platform.integration.Integrations;
import org.sluiceiot.platform.integration.StoredIntegration;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.ConfigProblems;
import org.sluiceiot.platform.plugin.IntegrationChoice;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.secret.ConfigSecrets;
import org.sluiceiot.platform.secret.SecretOwner;

/** Integrations. */
public final class IntegrationRoutes {
  private static final String INTEGRATIONS = "/api/tenants/{tenant}/integrations";
  private static final String INTEGRATION = INTEGRATIONS + "/{integration}";

  private final IntegrationStore integrationStore;
  private final Integrations integrations;
  private final Catalog catalog;
  private final StoredConfigs storedConfigs;
  private final ChainStore chainStore;

  public IntegrationRoutes(
      IntegrationStore integrationStore,
      Integrations integrations,
      Catalog catalog,
      StoredConfigs storedConfigs,
      ChainStore chainStore) {
    this.integrationStore = integrationStore;
    this.integrations = integrations;
    this.catalog = catalog;
    this.storedConfigs = storedConfigs;
    this.chainStore = chainStore;
  }

  /** An integration as sent. */
  public record Input(
      @Property(title = "Name", help = "Unique in the tenant.", min = "1", max = "255") String name,
      @Property(title = "Type", help = "Type of the integration.", min = "1", max = "100")
          String type,
      @Property(title = "Version", help = "Version of the configuration.", optional = true)
          int version,
      @Property(title = "Enabled", help = "Whether it runs.", defaultValue = "false")
          boolean enabled,
      @Property(
              title = "Rule chain",
              help = "Id of the chain to deliver into; none for the root chain.",
              optional = true)
          String ruleChain,
      @Property(title = "Configuration", help = "As the type declares it.") JsonNode config) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get(INTEGRATIONS, Access.TENANT_READ, this::list);
    routes.post(INTEGRATIONS, Access.TENANT_WRITE, this::create);
    routes.get(INTEGRATION, Access.TENANT_READ, call -> call.answer(shape(stored(call))));
    routes.put(INTEGRATION, Access.TENANT_WRITE, this::save);
    routes.delete(INTEGRATION, Access.TENANT_WRITE, this::delete);
    routes.post(INTEGRATION + "/enable", Access.TENANT_WRITE, this::enable);
    routes.post(INTEGRATION + "/disable", Access.TENANT_WRITE, this::disable);
    routes.post(INTEGRATION + "/commands/{command}", Access.TENANT_WRITE, this::command);
  }

  private StoredIntegration stored(Call call) {
    return integrationStore
        .find(call.tenant().id(), call.id("integration"))
        .orElseThrow(ApiException::notFound);
  }

  private void list(Call call) {
    call.answer(integrationStore.all(call.tenant().id()).stream().map(this::shape).toList());
  }

  private Map<String, Object> shape(StoredIntegration integration) {
    return Shapes.object(
        "id",
        integration.id().toString(),
        "name",
        integration.name(),
        "type",
        integration.type(),
        "version",
        integration.version(),
        "enabled",
        integration.enabled(),
        "ruleChain",
        integration.chain() == null ? null : integration.chain().toString(),
        "config",
        shownConfig(integration),
        "status",
        integrations
            .status(integration.id())
            .map(Shapes::status)
            .orElseGet(() -> stopped(integration)));
  }

  private JsonNode shownConfig(StoredIntegration integration) {
    try {
      IntegrationChoice choice = catalog.integration(integration.tenant(), integration.type());
      return storedConfigs.shown(choice, integration.config());
    } catch (ConfigException e) {
      // Without the plugin it cannot be known what is secret, only what is encrypted.
      return ConfigSecrets.hideEncrypted(integration.config());
    }
  }

  private static Map<String, Object> stopped(StoredIntegration integration) {
    return Shapes.object(
        "owner",
        integration.id().toString(),
        "state",
        "stopped",
        "reason",
        "",
        "counters",
        Map.of(),
        "debugUntil",
        null);
  }

  /**
   * What was sent, checked.
   *
   * @param clear the configuration for the plugin
   */
  private record Read(StoredIntegration integration, JsonNode clear) {}

  private Read read(Call call, UUID id, StoredIntegration before) throws ConfigException {
    Input input = call.body(Input.class);
    IntegrationChoice choice = catalog.integration(call.tenant().id(), input.type());
    boolean sameType = before != null && before.type().equals(input.type());
    StoredConfigs.Checked checked = checked(call, choice, input, sameType ? before : null);
    return new Read(
        new StoredIntegration(
            id,
            call.tenant().id(),
            input.name(),
            input.type(),
            version(choice, input),
            input.enabled(),
            chain(call, input.ruleChain()),
            checked.kept()),
        checked.clear());
  }

  private static int version(IntegrationChoice choice, Input input) {
    return input.version() == 0 ? choice.type().version() : input.version();
  }

  private StoredConfigs.Checked checked(
      Call call, IntegrationChoice choice, Input input, StoredIntegration before)
      throws ConfigException {
    SecretOwner owner = SecretOwner.integration(call.tenant().id());
    JsonNode stored = before == null ? null : before.config();
    try {
      return storedConfigs.forStore(owner, choice, version(choice, input), input.config(), stored);
    } catch (ConfigException e) {
      throw new ConfigException(ConfigProblems.within(e, "config", "config"));
    }
  }

  private UUID chain(Call call, String text) throws ConfigException {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text);
      if (chainStore.find(call.tenant().id(), id).isPresent()) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw unknownChain();
    }
    throw unknownChain();
  }

  private static ConfigException unknownChain() {
    return new ConfigException("ruleChain", "is not the id of a rule chain of this tenant", "");
  }

  private void create(Call call) throws ConfigException, RefusedException {
    StoredIntegration fresh = read(call, UUID.randomUUID(), null).integration();
    integrations.create(fresh);
    if (fresh.enabled()) {
      integrations.enable(fresh);
    }
    call.answer(201, shape(again(fresh)));
  }

  private void save(Call call) throws ConfigException, RefusedException {
    StoredIntegration before = stored(call);
    Read after = read(call, before.id(), before);
    integrations.save(after.integration(), after.clear());
    call.answer(shape(again(before)));
  }

  private StoredIntegration again(StoredIntegration integration) {
    return integrationStore
        .find(integration.tenant(), integration.id())
        .orElseThrow(ApiException::notFound);
  }

  private void delete(Call call) {
    integrations.delete(stored(call));
    call.done();
  }

  private void enable(Call call) throws ConfigException, RefusedException {
    StoredIntegration integration = stored(call);
    integrations.enable(integration);
    call.answer(shape(again(integration)));
  }

  private void disable(Call call) throws RefusedException {
    StoredIntegration integration = stored(call);
    integrations.disable(integration);
    call.answer(shape(again(integration)));
  }

  private void command(Call call) throws Exception {
    StoredIntegration integration = stored(call);
    try {
      JsonNode answer =
          integrations.command(integration.id(), call.http().pathParam("command"), call.json());
      call.http().contentType("application/json").result(answer.toString());
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "", e.getMessage(), "");
    }
  }
}

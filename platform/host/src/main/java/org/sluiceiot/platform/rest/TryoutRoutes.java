package org.sluiceiot.platform.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.chain.Chains;
import org.sluiceiot.platform.integration.IntegrationStore;
import org.sluiceiot.platform.owner.ConfigTryouts;

/** Trying configurations without saving them. */
public final class TryoutRoutes {
  private final IntegrationStore integrationStore;
  private final Chains chains;
  private final ConfigTryouts tryouts;

  public TryoutRoutes(ConfigTryouts tryouts, IntegrationStore integrationStore, Chains chains) {
    this.integrationStore = integrationStore;
    this.chains = chains;
    this.tryouts = tryouts;
  }

  /** What is tried. */
  public record Tryout(
      @Property(
              title = "Id",
              help = "Stored integration or node owner whose secrets stand for placeholders.",
              optional = true)
          String id,
      @Property(title = "Type", help = "Type of the node or integration.") String type,
      @Property(title = "Configuration", help = "As the type declares it.") JsonNode config) {}

  /** What is decoded. */
  public record DryRun(
      @Property(title = "Id", help = "As for a check.", optional = true) String id,
      @Property(title = "Type", help = "Type of the integration.") String type,
      @Property(title = "Configuration", help = "As the type declares it.") JsonNode config,
      @Property(title = "Input", help = "The record, as the plugin documents.") JsonNode input) {}

  /** Another product's document. */
  public record Foreign(
      @Property(title = "Type", help = "Type to map to.") String type,
      @Property(title = "Configuration", help = "The document.") JsonNode config) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    String tenant = "/api/tenants/{tenant}";
    routes.post(tenant + "/nodes/check", Access.TENANT_WRITE, this::checkNode);
    routes.post(tenant + "/integrations/check", Access.TENANT_WRITE, this::checkIntegration);
    routes.post(tenant + "/integrations/dry-run", Access.TENANT_WRITE, this::dryRun);
    routes.post(tenant + "/integrations/convert", Access.TENANT_READ, this::convert);
  }

  private JsonNode storedIntegration(Call call, String id) {
    if (id == null || id.isEmpty()) {
      return null;
    }
    try {
      return integrationStore
          .find(call.tenant().id(), UUID.fromString(id))
          .orElseThrow(ApiException::notFound)
          .config();
    } catch (IllegalArgumentException e) {
      throw ApiException.notFound();
    }
  }

  private void checkNode(Call call) throws ConfigException {
    Tryout tryout = call.body(Tryout.class);
    TenantId tenant = call.tenant().id();
    JsonNode stored = chains.storedConfig(tenant, tryout.id()).orElse(null);
    CheckAnswer.give(
        call, found -> tryouts.checkNode(tenant, tryout.type(), tryout.config(), stored, found));
  }

  private void checkIntegration(Call call) throws ConfigException {
    Tryout tryout = call.body(Tryout.class);
    TenantId tenant = call.tenant().id();
    JsonNode stored = storedIntegration(call, tryout.id());
    CheckAnswer.give(
        call,
        found -> tryouts.checkIntegration(tenant, tryout.type(), tryout.config(), stored, found));
  }

  private void dryRun(Call call) throws ConfigException {
    DryRun run = call.body(DryRun.class);
    JsonNode stored = storedIntegration(call, run.id());
    call.answer(tryouts.dryRun(call.tenant().id(), run.type(), run.config(), stored, run.input()));
  }

  private void convert(Call call) throws ConfigException {
    Foreign foreign = call.body(Foreign.class);
    JsonNode config = tryouts.convert(call.tenant().id(), foreign.type(), foreign.config());
    call.answer(
        Shapes.object(
            "name",
            foreign.config().path("name").asText(""),
            "type",
            foreign.type(),
            "config",
            config));
  }
}

package org.sluiceiot.platform.owner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.IntegrationChoice;
import org.sluiceiot.platform.plugin.NodeChoice;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.secret.SecretOwner;

/** Tries configurations that do not run. Blocks as long as the plugin does; safe for any thread. */
public record ConfigTryouts(Catalog catalog, StoredConfigs configs, Owners owners, Hosts hosts) {

  /**
   * @param stored the stored configuration whose secrets stand for placeholders; or null
   * @param found told of each step when it is done, never after this method returned
   * @throws ConfigException the configuration is invalid, so there is nothing to try
   */
  public CheckReport checkNode(
      TenantId tenant,
      String type,
      JsonNode config,
      JsonNode stored,
      Consumer<CheckReport.Step> found)
      throws ConfigException {
    NodeChoice choice = catalog.node(tenant, type);
    JsonNode clear = configs.forTryout(SecretOwner.node(tenant), choice, config, stored);
    Observer observer = observer(tenant);
    Owner self = owner(tenant);
    Host host = hosts.of(self, choice.plugin());
    return choice.call(
        () ->
            choice
                .type()
                .factory()
                .get()
                .check(new NodeTryout(self, observer, host), clear, found));
  }

  /** As {@link #checkNode}. */
  public CheckReport checkIntegration(
      TenantId tenant,
      String type,
      JsonNode config,
      JsonNode stored,
      Consumer<CheckReport.Step> found)
      throws ConfigException {
    IntegrationChoice choice = catalog.integration(tenant, type);
    JsonNode clear = configs.forTryout(SecretOwner.integration(tenant), choice, config, stored);
    IntegrationTryout context = integrationTryout(tenant, choice);
    return choice.plugin().call(() -> choice.made().check(context, clear, found));
  }

  /** As {@link org.sluiceiot.api.integration.Integration#dryRun}. */
  public JsonNode dryRun(
      TenantId tenant, String type, JsonNode config, JsonNode stored, JsonNode input)
      throws ConfigException {
    IntegrationChoice choice = catalog.integration(tenant, type);
    JsonNode clear = configs.forTryout(SecretOwner.integration(tenant), choice, config, stored);
    IntegrationTryout context = integrationTryout(tenant, choice);
    return choice.plugin().call(() -> choice.made().dryRun(context, clear, input));
  }

  /**
   * Maps another product's document to a configuration of this type, or to a part of one.
   *
   * @throws ConfigException the document is of no kind that the plugin can map
   */
  public JsonNode convert(TenantId tenant, String type, JsonNode foreign) throws ConfigException {
    IntegrationChoice choice = catalog.integration(tenant, type);
    JsonNode mapped = choice.plugin().call(() -> choice.made().upgrade(0, foreign));
    if (!ConfigReader.tryRead(mapped, choice.type().config()).unknown().isEmpty()) {
      throw new ConfigException(
          "",
          "this is no document that '" + choice.type().name() + "' can be made from",
          "give the whole file as it was exported");
    }
    return mapped;
  }

  private IntegrationTryout integrationTryout(TenantId tenant, IntegrationChoice choice) {
    Owner self = owner(tenant);
    return new IntegrationTryout(self, observer(tenant), hosts.of(self, choice.plugin()));
  }

  private Owner owner(TenantId tenant) {
    return new Owner("tryout-" + UUID.randomUUID(), "tryout", tenant, hosts.serviceId());
  }

  private Observer observer(TenantId tenant) {
    return owners.unlisted(owner(tenant));
  }

  private record NodeTryout(Owner self, Observer observer, Host host) implements RuleNodeContext {
    @Override
    public void complete(RuleMessage message, String relation) {
      throw new IllegalStateException("a tryout has no messages");
    }

    @Override
    public void fail(RuleMessage message, Throwable cause) {
      throw new IllegalStateException("a tryout has no messages");
    }
  }

  private record IntegrationTryout(Owner self, Observer observer, Host host)
      implements IntegrationContext {
    @Override
    public CompletionStage<Void> deliver(EntityBatch batch) {
      return CompletableFuture.failedFuture(new IllegalStateException("a tryout delivers nothing"));
    }

    @Override
    public boolean removesAttributes() {
      return true;
    }
  }
}

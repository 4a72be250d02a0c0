package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.IntegrationChoice;
import org.sluiceiot.platform.plugin.PluginFailedException;

/** One integration with its context. Safe for any thread. */
final class RunningIntegration implements IntegrationContext {
  private final IntegrationChoice choice;
  private final Integration integration;
  private final RunningOwner owner;
  private final Host host;
  private final Delivery delivery;
  private final UUID chain;
  private final Metrics.Counter delivered;
  private final Metrics.Counter failed;

  RunningIntegration(
      IntegrationChoice choice, RunningOwner owner, Host host, Delivery delivery, UUID chain) {
    this.choice = choice;
    this.integration = choice.made();
    this.owner = owner;
    this.host = host;
    this.delivery = delivery;
    this.chain = chain;
    delivered = owner.metrics().counter("host.delivered");
    failed = owner.metrics().counter("host.delivery-failures");
  }

  void start(JsonNode config) throws ConfigException {
    choice
        .plugin()
        .call(
            () -> {
              integration.start(this, config);
              return null;
            });
  }

  /**
   * @throws IllegalArgumentException from the plugin, in words
   */
  JsonNode command(String name, JsonNode arguments) throws ConfigException {
    try {
      return choice.plugin().call(() -> integration.command(name, arguments));
    } catch (PluginFailedException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw wrong;
      }
      throw e;
    }
  }

  boolean isOf(String plugin) {
    return choice.plugin().id().equals(plugin);
  }

  /** Blocks until the integration has ended, at most thirty seconds. */
  void stop() throws ConfigException {
    try {
      choice
          .plugin()
          .call(
              () -> {
                integration.stop();
                return null;
              });
    } finally {
      owner.state(State.STOPPED, "");
    }
  }

  RunningOwner owner() {
    return owner;
  }

  @Override
  public Owner self() {
    return owner.owner();
  }

  @Override
  public CompletionStage<Void> deliver(EntityBatch batch) {
    return delivery
        .deliver(owner.owner().tenant(), chain, batch)
        .whenComplete((done, failure) -> (failure == null ? delivered : failed).add(1));
  }

  @Override
  public boolean removesAttributes() {
    return true;
  }

  @Override
  public Observer observer() {
    return owner;
  }

  @Override
  public Host host() {
    return host;
  }
}

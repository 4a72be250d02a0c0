package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.chain.RefusedException;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.Restarts;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.secret.UnreadableSecretsException;
import org.sluiceiot.platform.thread.Turns;

/**
 * The integrations of all tenants: stored and running. Safe for any thread.
 *
 * <p>Changes to one integration are made one at a time and may take forty seconds, while it stops
 * and hears from the loop guard; nobody who changes another one waits for that. A tenant's turn is
 * taken only to check an integration against the tenant's others and store it.
 */
public final class Integrations implements AutoCloseable {
  private final Turns turns = new Turns();
  private final IntegrationStore store;
  private final RunningIntegrations running;
  private final int mostPerTenant;

  public Integrations(
      IntegrationStore store,
      StoredConfigs configs,
      Catalog catalog,
      Owners owners,
      Hosts hosts,
      Delivery delivery,
      Restarts restarts,
      int mostPerTenant) {
    this.store = store;
    this.mostPerTenant = mostPerTenant;
    this.running =
        new RunningIntegrations(
            configs, catalog, owners, hosts, delivery, restarts, turns, this::storedNow);
  }

  private Optional<StoredIntegration> storedNow(StoredIntegration integration) {
    return store.find(integration.tenant(), integration.id());
  }

  /** Starts what is enabled; what cannot start says so in its state. */
  public void startAll() {
    store.all().stream().filter(StoredIntegration::enabled).forEach(this::startInTurn);
  }

  /** Likewise, of one tenant. */
  public void startAll(TenantId tenant) {
    store.all(tenant).stream().filter(StoredIntegration::enabled).forEach(this::startInTurn);
  }

  private void startInTurn(StoredIntegration integration) {
    try (Turns.Turn turn = turns.take(integration.id())) {
      running.startLeniently(integration);
    }
  }

  /**
   * Saves a new integration, disabled.
   *
   * @throws RefusedException the name is taken, or the tenant has as many as it may
   */
  public void create(StoredIntegration integration) throws RefusedException {
    try (Turns.Turn turn = turns.take(integration.tenant())) {
      requireFreeName(integration);
      if (store.all(integration.tenant()).size() >= mostPerTenant) {
        throw new RefusedException(
            "", "the tenant has " + mostPerTenant + " integrations, which is the operator's limit");
      }
      store.insert(integration.enabled(false));
    }
  }

  /**
   * Saves a changed integration; an enabled one is started anew.
   *
   * @param clear its configuration for the plugin, secrets in the clear
   * @throws RefusedException the name is taken, or a rule forbids the new configuration; nothing
   *     changed, and what ran runs again
   * @throws ConfigException it does not start; likewise
   */
  public void save(StoredIntegration after, JsonNode clear)
      throws ConfigException, RefusedException {
    try (Turns.Turn turn = turns.take(after.id())) {
      StoredIntegration before = stored(after);
      requireFreeName(after);
      if (after.enabled()) {
        change(before, after, clear);
      } else {
        update(after);
        running.stop(after.id());
      }
    }
  }

  private StoredIntegration stored(StoredIntegration integration) throws RefusedException {
    return storedNow(integration)
        .orElseThrow(() -> new RefusedException("", "the integration was deleted meanwhile"));
  }

  /** Both may use the same directory and consumer group, so the former one ends first. */
  private void change(StoredIntegration before, StoredIntegration after, JsonNode clear)
      throws ConfigException, RefusedException {
    running.stop(after.id());
    try {
      running.startStrictly(after, clear);
      update(after);
    } catch (Throwable e) {
      // Broad: whatever hinders the change, what ran before runs again.
      running.stop(after.id());
      if (before.enabled()) {
        running.startLeniently(before);
      }
      throw e;
    }
  }

  private void update(StoredIntegration after) throws RefusedException {
    try (Turns.Turn turn = turns.take(after.tenant())) {
      requireFreeName(after);
      store.update(after);
    }
  }

  private void requireFreeName(StoredIntegration integration) throws RefusedException {
    if (store.all(integration.tenant()).stream()
        .anyMatch(
            other ->
                other.name().equals(integration.name()) && !other.id().equals(integration.id()))) {
      throw new RefusedException("name", "there is an integration of this name already");
    }
  }

  /**
   * Starts an integration, anew if it runs, and waits up to ten seconds for its first state.
   *
   * @throws RefusedException a rule, such as the loop guard, forbids it; it stays as it was
   * @throws ConfigException all problems; it stays as it was
   */
  public void enable(StoredIntegration integration) throws ConfigException, RefusedException {
    try (Turns.Turn turn = turns.take(integration.id())) {
      StoredIntegration before = stored(integration);
      change(before, before.enabled(true), clear(before));
    }
  }

  private JsonNode clear(StoredIntegration integration) throws ConfigException {
    try {
      return running.clear(integration);
    } catch (UnreadableSecretsException e) {
      throw e.inConfig();
    }
  }

  /** Stops an integration; it stays stopped after a restart of the host. */
  public void disable(StoredIntegration integration) throws RefusedException {
    try (Turns.Turn turn = turns.take(integration.id())) {
      update(stored(integration).enabled(false));
      running.stop(integration.id());
    }
  }

  /** Removes and stops an integration. */
  public void delete(StoredIntegration integration) {
    try (Turns.Turn turn = turns.take(integration.id())) {
      store.delete(integration);
      running.stop(integration.id());
    }
  }

  /** Starts or stops a plugin's integrations of a tenant after whether it may use it changed. */
  public void restart(TenantId tenant, String plugin) {
    for (StoredIntegration integration : store.all(tenant)) {
      if (integration.enabled() && running.concerns(integration.id(), plugin)) {
        try (Turns.Turn turn = turns.take(integration.id())) {
          running.stop(integration.id());
          running.startLeniently(integration);
        }
      }
    }
  }

  /** Stops the integrations of a tenant that is about to be deleted. */
  public void stopAll(TenantId tenant) {
    for (StoredIntegration integration : store.all(tenant)) {
      try (Turns.Turn turn = turns.take(integration.id())) {
        running.stop(integration.id());
      }
    }
  }

  /**
   * Runs a command of a started integration's plugin.
   *
   * @throws RefusedException the integration is not started
   * @throws IllegalArgumentException from the plugin, in words
   */
  public JsonNode command(UUID id, String name, JsonNode arguments)
      throws RefusedException, ConfigException {
    return running
        .find(id)
        .orElseThrow(() -> new RefusedException("", "the integration is not started"))
        .command(name, arguments);
  }

  /** How an integration is doing; empty when it is not started. */
  public Optional<RunningOwner.Status> status(UUID id) {
    return running.status(id);
  }

  /** The chain that an integration delivers into: empty when it is not known here. */
  public Optional<Optional<UUID>> chainOf(String integrationId) {
    try {
      return running.chainOf(UUID.fromString(integrationId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Stops all; at most thirty seconds. */
  @Override
  public void close() {
    running.close();
  }
}

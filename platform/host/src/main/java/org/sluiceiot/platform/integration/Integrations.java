package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.chain.RefusedException;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.IntegrationChoice;

/**
 * The integrations of all tenants: stored and running. Safe for any thread; they are started and
 * stopped one at a time.
 */
public final class Integrations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Integrations.class);
  private static final Duration VERDICT = Duration.ofSeconds(10);

  private final Map<UUID, RunningIntegration> running = new ConcurrentHashMap<>();
  private final Map<UUID, RunningOwner> notRunning = new ConcurrentHashMap<>();
  private final Map<UUID, Optional<UUID>> chains = new ConcurrentHashMap<>();
  private final IntegrationStore store;
  private final IntegrationConfigs configs;
  private final Catalog catalog;
  private final Owners owners;
  private final Hosts hosts;
  private final Delivery delivery;
  private final int mostPerTenant;

  public Integrations(
      IntegrationStore store,
      IntegrationConfigs configs,
      Catalog catalog,
      Owners owners,
      Hosts hosts,
      Delivery delivery,
      int mostPerTenant) {
    this.store = store;
    this.configs = configs;
    this.catalog = catalog;
    this.owners = owners;
    this.hosts = hosts;
    this.delivery = delivery;
    this.mostPerTenant = mostPerTenant;
  }

  /** Starts what is enabled; what cannot start says so in its state. */
  public synchronized void startAll() {
    store.all().stream().filter(StoredIntegration::enabled).forEach(this::startLeniently);
  }

  private void startLeniently(StoredIntegration integration) {
    try {
      start(integration);
    } catch (ConfigException e) {
      refused(integration, e.getMessage());
    }
  }

  private void refused(StoredIntegration integration, String why) {
    RunningOwner owner = owners.started(owner(integration));
    owner.state(State.REFUSED, why);
    notRunning.put(integration.id(), owner);
  }

  private Owner owner(StoredIntegration integration) {
    return new Owner(
        integration.id().toString(), integration.name(), integration.tenant(), hosts.serviceId());
  }

  private RunningIntegration start(StoredIntegration integration) throws ConfigException {
    IntegrationChoice choice = catalog.integration(integration.tenant(), integration.type());
    JsonNode config = configs.forUse(choice, integration.version(), integration.config());
    RunningOwner owner = owners.started(owner(integration));
    notRunning.remove(integration.id());
    chains.put(integration.id(), Optional.ofNullable(integration.chain()));
    RunningIntegration fresh =
        new RunningIntegration(
            choice, owner, hosts.of(owner.owner(), choice.plugin()), delivery, integration.chain());
    try {
      fresh.start(config);
    } catch (ConfigException | RuntimeException e) {
      owners.ended(owner);
      throw e;
    }
    running.put(integration.id(), fresh);
    return fresh;
  }

  /**
   * Saves a new integration, disabled.
   *
   * @throws RefusedException the name is taken, or the tenant has as many as it may
   */
  public synchronized void create(StoredIntegration integration) throws RefusedException {
    requireFreeName(integration);
    if (store.all(integration.tenant()).size() >= mostPerTenant) {
      throw new RefusedException(
          "", "the tenant has " + mostPerTenant + " integrations, which is the operator's limit");
    }
    store.insert(integration.enabled(false));
  }

  /**
   * Saves a changed integration; an enabled one is started anew.
   *
   * @throws RefusedException the name is taken (nothing changed), or a rule forbids the new
   *     configuration (saved, but disabled)
   * @throws ConfigException it does not start (saved, but disabled)
   */
  public synchronized void save(StoredIntegration integration)
      throws ConfigException, RefusedException {
    requireFreeName(integration);
    stop(integration.id());
    store.update(integration.enabled(false));
    if (integration.enabled()) {
      enable(integration);
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
   * Starts an integration and waits up to ten seconds for its first state.
   *
   * @throws RefusedException a rule, such as the loop guard, forbids it; it stays disabled
   * @throws ConfigException all problems; it stays disabled
   */
  public synchronized void enable(StoredIntegration integration)
      throws ConfigException, RefusedException {
    stop(integration.id());
    RunningIntegration fresh = start(integration);
    RunningOwner.Status status = awaitStart(fresh);
    if (status.state() == State.REFUSED) {
      stop(integration.id());
      store.update(integration.enabled(false));
      throw new RefusedException("", status.reason());
    }
    store.update(integration.enabled(true));
  }

  private static RunningOwner.Status awaitStart(RunningIntegration integration) {
    try {
      return integration.owner().awaitStart(VERDICT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return integration.owner().status();
    }
  }

  /** Stops an integration; it stays stopped after a restart of the host. */
  public synchronized void disable(StoredIntegration integration) {
    stop(integration.id());
    store.update(integration.enabled(false));
  }

  /** Stops and removes an integration. */
  public synchronized void delete(StoredIntegration integration) {
    stop(integration.id());
    store.delete(integration);
    chains.remove(integration.id());
  }

  private void stop(UUID id) {
    RunningOwner refused = notRunning.remove(id);
    if (refused != null) {
      owners.ended(refused);
    }
    RunningIntegration integration = running.remove(id);
    if (integration != null) {
      try {
        integration.stop();
      } catch (ConfigException | RuntimeException e) {
        // Broad: a plugin that breaks its contract must not keep the host from going on.
        LOG.warn("integration {} did not stop in order", id, e);
      }
      owners.ended(integration.owner());
    }
  }

  /** Starts or stops the enabled integrations of a tenant after what it may use changed. */
  public synchronized void restart(TenantId tenant) {
    for (StoredIntegration integration : store.all(tenant)) {
      if (integration.enabled()) {
        stop(integration.id());
        startLeniently(integration);
      }
    }
  }

  /** Stops the integrations of a tenant that is about to be deleted. */
  public synchronized void stopAll(TenantId tenant) {
    store.all(tenant).forEach(integration -> stop(integration.id()));
  }

  /**
   * Runs a command of a started integration's plugin.
   *
   * @throws RefusedException the integration is not started
   * @throws IllegalArgumentException from the plugin, in words
   */
  public JsonNode command(UUID id, String name, JsonNode arguments)
      throws RefusedException, ConfigException {
    RunningIntegration integration = running.get(id);
    if (integration == null) {
      throw new RefusedException("", "the integration is not started");
    }
    return integration.command(name, arguments);
  }

  /** How an integration is doing; empty when it is not started. */
  public Optional<RunningOwner.Status> status(UUID id) {
    RunningIntegration integration = running.get(id);
    return integration != null
        ? Optional.of(integration.owner().status())
        : Optional.ofNullable(notRunning.get(id)).map(RunningOwner::status);
  }

  /** The chain that an integration delivers into: empty when it is not known here. */
  public Optional<Optional<UUID>> chainOf(String integrationId) {
    try {
      return Optional.ofNullable(chains.get(UUID.fromString(integrationId)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    running.keySet().parallelStream().forEach(this::stopAtClose);
    running.clear();
  }

  private void stopAtClose(UUID id) {
    try {
      running.get(id).stop();
    } catch (ConfigException | RuntimeException e) {
      // Broad: the other integrations have to stop in order too.
      LOG.warn("integration {} did not stop in order", id, e);
    }
  }
}

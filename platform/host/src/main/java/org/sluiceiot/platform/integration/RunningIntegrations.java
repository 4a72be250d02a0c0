package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.platform.chain.RefusedException;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.Restarts;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.IntegrationChoice;
import org.sluiceiot.platform.plugin.PluginFailedException;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.secret.SecretOwner;
import org.sluiceiot.platform.secret.UnreadableSecretsException;
import org.sluiceiot.platform.thread.Turns;

/**
 * The integrations that run, and those that should but cannot. Safe for any thread; who starts or
 * stops one has taken its turn, so that nothing else is done to it meanwhile.
 */
final class RunningIntegrations {
  private static final Logger LOG = LoggerFactory.getLogger(RunningIntegrations.class);
  private static final Duration VERDICT = Duration.ofSeconds(10);

  private final Map<UUID, RunningIntegration> running = new ConcurrentHashMap<>();
  private final Map<UUID, RunningOwner> notRunning = new ConcurrentHashMap<>();
  private final Map<UUID, Optional<UUID>> chains = new ConcurrentHashMap<>();
  private final StoredConfigs configs;
  private final Catalog catalog;
  private final Owners owners;
  private final Hosts hosts;
  private final Delivery delivery;
  private final Restarts restarts;
  private final Turns turns;
  private volatile boolean closed;

  /** Looks up how an integration is stored now. */
  private final Function<StoredIntegration, Optional<StoredIntegration>> stored;

  RunningIntegrations(
      StoredConfigs configs,
      Catalog catalog,
      Owners owners,
      Hosts hosts,
      Delivery delivery,
      Restarts restarts,
      Turns turns,
      Function<StoredIntegration, Optional<StoredIntegration>> stored) {
    this.configs = configs;
    this.catalog = catalog;
    this.owners = owners;
    this.hosts = hosts;
    this.delivery = delivery;
    this.restarts = restarts;
    this.turns = turns;
    this.stored = stored;
  }

  /** Starts one; if it cannot start, it says so in its state. */
  void startLeniently(StoredIntegration integration) {
    try {
      start(integration, clear(integration));
      restarts.started(integration.id().toString());
    } catch (ConfigException e) {
      notRunning(integration, State.REFUSED, e.getMessage());
    } catch (UnreadableSecretsException e) {
      // Trying again would not help: somebody has to enter the secret or bring the key back.
      notRunning(integration, State.FAILED, e.getMessage());
    } catch (Throwable e) {
      // Broad: whatever one integration's code throws, the other integrations have to start.
      failed(integration, e);
    }
  }

  private void failed(StoredIntegration integration, Throwable error) {
    String why =
        error instanceof PluginFailedException
            ? error.getMessage()
            : "it could not be started: " + PluginFailedException.inWords(error);
    RunningOwner owner = notRunning(integration, State.FAILED, why);
    restarts.failed(owner, why, () -> startAgain(integration));
  }

  private void startAgain(StoredIntegration failed) {
    try (Turns.Turn turn = turns.take(failed.id())) {
      if (!closed && notRunning.containsKey(failed.id())) {
        stored.apply(failed).filter(StoredIntegration::enabled).ifPresent(this::startLeniently);
      }
    }
  }

  private RunningOwner notRunning(StoredIntegration integration, State state, String why) {
    RunningOwner owner = owners.started(owner(integration));
    owner.state(state, why);
    notRunning.put(integration.id(), owner);
    return owner;
  }

  private Owner owner(StoredIntegration integration) {
    return new Owner(
        integration.id().toString(), integration.name(), integration.tenant(), hosts.serviceId());
  }

  /**
   * An integration's configuration for its plugin: all that can be known before it starts.
   *
   * @throws ConfigException all problems
   * @throws UnreadableSecretsException secrets cannot be read
   */
  JsonNode clear(StoredIntegration integration) throws ConfigException {
    SecretOwner owner = SecretOwner.integration(integration.tenant());
    return configs.forUse(owner, choice(integration), integration.version(), integration.config());
  }

  private IntegrationChoice choice(StoredIntegration integration) throws ConfigException {
    return catalog.integration(integration.tenant(), integration.type());
  }

  private RunningIntegration start(StoredIntegration integration, JsonNode clear)
      throws ConfigException {
    IntegrationChoice choice = choice(integration);
    RunningOwner owner = owners.started(owner(integration));
    notRunning.remove(integration.id());
    chains.put(integration.id(), Optional.ofNullable(integration.chain()));
    try {
      Host host = hosts.of(owner.owner(), choice.plugin());
      host.settings(); // Fails here, in words, when they hold secrets that cannot be read.
      RunningIntegration fresh =
          new RunningIntegration(choice, owner, host, delivery, integration.chain());
      fresh.start(clear);
      running.put(integration.id(), fresh);
      return fresh;
    } catch (Throwable e) {
      // Broad: an owner that never ran must not be shown as running.
      owners.ended(owner);
      throw e;
    }
  }

  /**
   * Starts one and waits up to ten seconds for its first state.
   *
   * @param clear as from {@link #clear}
   * @throws RefusedException a rule, such as the loop guard, forbids it, or its code failed
   * @throws ConfigException all problems
   */
  void startStrictly(StoredIntegration integration, JsonNode clear)
      throws ConfigException, RefusedException {
    try {
      RunningOwner.Status status = awaitStart(start(integration, clear));
      if (status.state() == State.REFUSED) {
        throw new RefusedException("", status.reason());
      }
      restarts.started(integration.id().toString());
    } catch (PluginFailedException | UnreadableSecretsException e) {
      throw new RefusedException("", e.getMessage());
    }
  }

  private static RunningOwner.Status awaitStart(RunningIntegration integration) {
    try {
      return integration.owner().awaitStart(VERDICT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return integration.owner().status();
    }
  }

  /** Stops one that runs, or no longer tries to start one that does not; at most thirty seconds. */
  void stop(UUID id) {
    restarts.forget(id.toString());
    chains.remove(id);
    RunningOwner waiting = notRunning.remove(id);
    if (waiting != null) {
      owners.ended(waiting);
    }
    RunningIntegration integration = running.remove(id);
    if (integration != null) {
      stop(integration);
      owners.ended(integration.owner());
    }
  }

  private static void stop(RunningIntegration integration) {
    try {
      integration.stop();
    } catch (ConfigException | PluginFailedException e) {
      // A plugin that breaks its contract must not keep the host from going on.
      LOG.warn("integration {} did not stop in order", integration.self().id(), e);
    }
  }

  /** Whether it is not running, or runs the plugin's code. */
  boolean concerns(UUID id, String plugin) {
    RunningIntegration integration = running.get(id);
    return integration == null || integration.isOf(plugin);
  }

  Optional<RunningIntegration> find(UUID id) {
    return Optional.ofNullable(running.get(id));
  }

  Optional<RunningOwner.Status> status(UUID id) {
    RunningIntegration integration = running.get(id);
    return integration != null
        ? Optional.of(integration.owner().status())
        : Optional.ofNullable(notRunning.get(id)).map(RunningOwner::status);
  }

  Optional<Optional<UUID>> chainOf(UUID id) {
    return Optional.ofNullable(chains.get(id));
  }

  /** Ends all at once; at most thirty seconds. */
  void close() {
    closed = true;
    running.values().parallelStream().forEach(RunningIntegrations::stop);
    running.clear();
  }
}

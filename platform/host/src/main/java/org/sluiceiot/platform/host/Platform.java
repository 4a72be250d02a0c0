package org.sluiceiot.platform.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.auth.Accounts;
import org.sluiceiot.platform.chain.ChainStore;
import org.sluiceiot.platform.chain.Chains;
import org.sluiceiot.platform.chain.EntityThreads;
import org.sluiceiot.platform.chain.StoredChain;
import org.sluiceiot.platform.chain.Totals;
import org.sluiceiot.platform.entity.EntityDirectory;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.integration.Delivery;
import org.sluiceiot.platform.integration.IntegrationStore;
import org.sluiceiot.platform.integration.Integrations;
import org.sluiceiot.platform.integration.UpdateOnly;
import org.sluiceiot.platform.node.BuiltInNodes;
import org.sluiceiot.platform.owner.ConfigTryouts;
import org.sluiceiot.platform.owner.EventLog;
import org.sluiceiot.platform.owner.HostObserver;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.OpenIncidents;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.Restarts;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.ConfigRules;
import org.sluiceiot.platform.plugin.PluginSettings;
import org.sluiceiot.platform.plugin.Plugins;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.rest.ChainRoutes;
import org.sluiceiot.platform.rest.EntityRoutes;
import org.sluiceiot.platform.rest.Gate;
import org.sluiceiot.platform.rest.HttpOptions;
import org.sluiceiot.platform.rest.IntegrationRoutes;
import org.sluiceiot.platform.rest.LiveRoutes;
import org.sluiceiot.platform.rest.LoginRoutes;
import org.sluiceiot.platform.rest.LoopRoutes;
import org.sluiceiot.platform.rest.PluginRoutes;
import org.sluiceiot.platform.rest.RestRoutes;
import org.sluiceiot.platform.rest.RestServer;
import org.sluiceiot.platform.rest.StatusRoutes;
import org.sluiceiot.platform.rest.TenantRoutes;
import org.sluiceiot.platform.rest.TrustedProxies;
import org.sluiceiot.platform.rest.TryoutRoutes;
import org.sluiceiot.platform.rest.UserRoutes;
import org.sluiceiot.platform.secret.ConfigSecrets;
import org.sluiceiot.platform.secret.SecretKey;
import org.sluiceiot.platform.secret.StoredSecrets;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.telemetry.TelemetryReader;
import org.sluiceiot.platform.telemetry.TelemetryWriter;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantOperations;
import org.sluiceiot.platform.tenant.TenantQuota;
import org.sluiceiot.platform.tenant.TenantStore;
import org.sluiceiot.platform.thread.HostScheduler;

/**
 * A running host: makes its parts and gives each what it uses. Its REST is served apart, by {@link
 * #serve}. Safe for any thread.
 */
public final class Platform implements TenantOperations, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

  private final Clock clock = Clock.systemUTC();
  private final HostScheduler scheduler = new HostScheduler();
  private final Restarts restarts = new Restarts(scheduler, clock);
  private final Database database;
  private final EventLog events;
  private final OpenIncidents incidents = new OpenIncidents();
  private final Owners owners;
  private final EntityThreads threads = new EntityThreads();
  private final EntityStore entityStore;
  private final EntityDirectory entities;
  private final TelemetryWriter writer;
  private final TelemetryReader reader;
  private final TenantStore tenants;
  private final Accounts accounts;
  private final Plugins plugins;
  private final PluginSettings settings;
  private final Catalog catalog;
  private final ChainStore chainStore;
  private final Chains chains;
  private final IntegrationStore integrationStore;
  private final StoredConfigs configs;
  private final Integrations integrations;
  private final Delivery delivery;
  private final ConfigTryouts tryouts;
  private final DatabaseWatch watch;
  private final Runnable afterStart;

  private Platform(PlatformOptions options) {
    database = database(options);
    SecretKey key = key(options, database);
    ConfigSecrets secrets = new ConfigSecrets(key);
    events = new EventLog(database, clock, this::databaseFailed);
    owners = new Owners(events, incidents, clock);
    entityStore = new EntityStore(database, clock);
    entities = new EntityDirectory(entityStore);
    writer = new TelemetryWriter(database, this::databaseFailed);
    reader = new TelemetryReader(database);
    tenants = new TenantStore(database, clock);
    accounts = new Accounts(database, clock);
    plugins = new Plugins(options.plugins());
    ConfigRules rules = new ConfigRules();
    configs = new StoredConfigs(secrets, rules);
    settings = new PluginSettings(database, secrets, rules);
    catalog = new Catalog(BuiltInNodes.types(entities, writer), plugins, tenants::plugins);
    Hosts hosts = hosts(options);
    chainStore = new ChainStore(database);
    chains = chains(hosts, options.quota());
    delivery = new Delivery(threads, entities, new UpdateOnly(reader), writer, chains, clock);
    integrationStore = new IntegrationStore(database);
    tryouts = new ConfigTryouts(catalog, configs, owners, hosts);
    integrations = integrations(hosts, options.quota());
    HostObserver self =
        new HostObserver(events, incidents, clock, options.serviceId(), chains::tenants);
    watch = new DatabaseWatch(database, self, clock);
    afterStart = () -> tellOf(key, self);
  }

  private void tellOf(SecretKey key, Observer self) {
    if (key.problem() != null) {
      new Incident(self, clock, "secret-key").occurred("secrets: " + key.problem());
    }
  }

  private Chains chains(Hosts hosts, TenantQuota quota) {
    return new Chains(
        chainStore, catalog, owners, hosts, configs, scheduler, restarts, quota.nodes());
  }

  private Integrations integrations(Hosts hosts, TenantQuota quota) {
    return new Integrations(
        integrationStore,
        configs,
        catalog,
        owners,
        hosts,
        delivery,
        restarts,
        quota.integrations());
  }

  /** Called from the first moment on, when there is no watch yet. */
  private void databaseFailed(RuntimeException failure) {
    if (watch != null) {
      watch.failed(failure);
    }
  }

  private static Database database(PlatformOptions options) {
    return Database.open(
        options.databaseUrl() == null ? Database.embedded(options.data()) : options.databaseUrl(),
        options.databaseUser(),
        options.databasePassword());
  }

  private static SecretKey key(PlatformOptions options, Database database) {
    return SecretKey.open(
        options.data().resolve("secret.key"),
        options.secretKey(),
        options.newSecretKey(),
        () -> StoredSecrets.any(database));
  }

  private Hosts hosts(PlatformOptions options) {
    return new Hosts(
        clock,
        plugin -> settings.forUse(plugins.find(plugin).orElseThrow()),
        options.data().resolve("owners"),
        reachability(),
        options.serviceId());
  }

  /**
   * Opens the database and starts every enabled chain and integration.
   *
   * @throws RuntimeException the database cannot be opened; nothing runs then
   */
  public static Platform start(PlatformOptions options) {
    try {
      Files.createDirectories(options.data());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + options.data(), e);
    }
    PrivateFiles.protect(options.data());
    Platform platform = new Platform(options);
    PrivateFiles.protect(options.data()); // the database has made its files by now
    platform.chains.startAll();
    platform.integrations.startAll();
    platform.afterStart.run();
    return platform;
  }

  /** Follows the connections of the chain that an integration delivers into. */
  private Reachability reachability() {
    return new Reachability() {
      @Override
      public boolean reaches(String integrationId, String nodeId) {
        Optional<Optional<UUID>> chain = integrations.chainOf(integrationId);
        if (chain.isEmpty()) {
          return false;
        }
        return owners
            .find(integrationId)
            .flatMap(owner -> chains.entry(owner.owner().tenant(), chain.get().orElse(null)))
            .map(runtime -> runtime.reachesOwner(nodeId))
            .orElse(false);
      }
    };
  }

  @Override
  public Tenant createTenant(String name) {
    Tenant tenant = tenants.create(name);
    chains.createFirst(tenant.id());
    return tenant;
  }

  @Override
  public void deleteTenant(TenantId tenant) {
    List<StoredChain> stored = chainStore.all(tenant);
    integrations.stopAll(tenant);
    try {
      tenants.delete(tenant);
    } catch (RuntimeException e) {
      // Broad: a tenant that was not deleted, for whatever reason, must go on.
      integrations.startAll(tenant);
      throw e;
    }
    chains.forget(tenant, stored);
    entities.forgetAll();
  }

  @Override
  public void enablePlugin(TenantId tenant, String plugin, boolean enabled) {
    if (tenants.plugins(tenant).contains(plugin) == enabled) {
      return;
    }
    tenants.enablePlugin(tenant, plugin, enabled);
    chains.restart(tenant, plugin);
    integrations.restart(tenant, plugin);
  }

  /** Makes the tenant that a host begins with, if there is none. */
  public void createFirstTenant(String name) {
    if (tenants.all().isEmpty()) {
      createTenant(name);
    }
  }

  public boolean hasIntegrations() {
    return !integrationStore.all().isEmpty();
  }

  /**
   * Serves REST and page until closed, which must be before this host is.
   *
   * @throws IllegalArgumentException an option cannot be used; the message says why
   * @throws RuntimeException the address is taken
   */
  public RestServer serve(HttpOptions options) {
    TrustedProxies proxies = new TrustedProxies(options.trustedProxies());
    StatusRoutes status =
        new StatusRoutes(clock, owners, incidents, events, entityStore, new Totals(chains, owners));
    Gate gate = new Gate(accounts, tenants, proxies);
    LiveRoutes streams = new LiveRoutes(events, writer, status, gate);
    RestRoutes routes = new RestRoutes();
    new LoginRoutes(accounts, tenants, gate).addTo(routes);
    new TenantRoutes(tenants, this).addTo(routes);
    new UserRoutes(accounts, tenants).addTo(routes);
    new PluginRoutes(catalog, settings, tenants, this).addTo(routes);
    new EntityRoutes(entityStore, entities, reader, clock).addTo(routes);
    new ChainRoutes(chainStore, chains, catalog, clock, threads, entityStore, integrationStore)
        .addTo(routes);
    new TryoutRoutes(tryouts, integrationStore, chains).addTo(routes);
    new IntegrationRoutes(integrationStore, integrations, catalog, configs, chainStore)
        .addTo(routes);
    new LoopRoutes(catalog).addTo(routes);
    status.addTo(routes);
    streams.addTo(routes);
    return RestServer.start(routes, gate, streams, options, proxies);
  }

  /** Who may log in. */
  public Accounts accounts() {
    return accounts;
  }

  /** Where everything is stored. */
  public Database database() {
    return database;
  }

  /** What runs, with its counters. */
  public Owners owners() {
    return owners;
  }

  /** The way of what integrations decode. */
  public Delivery delivery() {
    return delivery;
  }

  /** Stops what brings data, then what works on it, then what keeps it. */
  @Override
  public void close() {
    for (AutoCloseable part :
        List.of(
            watch, scheduler, integrations, chains, threads, writer, events, plugins, database)) {
      try {
        part.close();
      } catch (Throwable e) {
        // Broad: the rest has to end in order too, above all what keeps data.
        LOG.error("{} did not end in order", part.getClass().getSimpleName(), e);
      }
    }
  }
}

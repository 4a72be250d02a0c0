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
import org.sluiceiot.platform.chain.ChainStore;
import org.sluiceiot.platform.chain.Chains;
import org.sluiceiot.platform.chain.EntityThreads;
import org.sluiceiot.platform.chain.StoredChain;
import org.sluiceiot.platform.entity.EntityDirectory;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.integration.Delivery;
import org.sluiceiot.platform.integration.IntegrationStore;
import org.sluiceiot.platform.integration.Integrations;
import org.sluiceiot.platform.integration.UpdateOnly;
import org.sluiceiot.platform.node.BuiltInNodes;
import org.sluiceiot.platform.owner.EventLog;
import org.sluiceiot.platform.owner.HostObserver;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.OpenIncidents;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.Restarts;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.ConfigRules;
import org.sluiceiot.platform.plugin.Plugins;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.secret.ConfigSecrets;
import org.sluiceiot.platform.secret.SecretKey;
import org.sluiceiot.platform.secret.StoredSecrets;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.telemetry.TelemetryReader;
import org.sluiceiot.platform.telemetry.TelemetryWriter;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantQuota;
import org.sluiceiot.platform.tenant.TenantStore;
import org.sluiceiot.platform.thread.HostScheduler;

/** A running host, without its REST. Safe for any thread. */
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
  private final Plugins plugins;
  private final PluginSettings settings;
  private final Catalog catalog;
  private final ConfigSecrets secrets;
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
    secrets = new ConfigSecrets(key);
    events = new EventLog(database, clock, this::databaseFailed);
    owners = new Owners(events, incidents, clock);
    entityStore = new EntityStore(database, clock);
    entities = new EntityDirectory(entityStore);
    writer = new TelemetryWriter(database, this::databaseFailed);
    reader = new TelemetryReader(database);
    tenants = new TenantStore(database, clock);
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
    Platform platform = new Platform(options);
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

  public Clock clock() {
    return clock;
  }

  public Database database() {
    return database;
  }

  public EventLog events() {
    return events;
  }

  public OpenIncidents incidents() {
    return incidents;
  }

  public Owners owners() {
    return owners;
  }

  public EntityStore entityStore() {
    return entityStore;
  }

  public EntityDirectory entities() {
    return entities;
  }

  public TelemetryWriter writer() {
    return writer;
  }

  public TelemetryReader reader() {
    return reader;
  }

  public TenantStore tenants() {
    return tenants;
  }

  public PluginSettings settings() {
    return settings;
  }

  public Catalog catalog() {
    return catalog;
  }

  public ConfigSecrets secrets() {
    return secrets;
  }

  public ChainStore chainStore() {
    return chainStore;
  }

  public Chains chains() {
    return chains;
  }

  public EntityThreads threads() {
    return threads;
  }

  public IntegrationStore integrationStore() {
    return integrationStore;
  }

  public StoredConfigs storedConfigs() {
    return configs;
  }

  public Integrations integrations() {
    return integrations;
  }

  public ConfigTryouts tryouts() {
    return tryouts;
  }

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

package org.sluiceiot.platform.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.sluiceiot.api.flow.Reachability;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.chain.ChainStore;
import org.sluiceiot.platform.chain.Chains;
import org.sluiceiot.platform.chain.EntityThreads;
import org.sluiceiot.platform.entity.EntityDirectory;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.integration.Delivery;
import org.sluiceiot.platform.integration.IntegrationConfigs;
import org.sluiceiot.platform.integration.IntegrationStore;
import org.sluiceiot.platform.integration.Integrations;
import org.sluiceiot.platform.integration.UpdateOnly;
import org.sluiceiot.platform.node.BuiltInNodes;
import org.sluiceiot.platform.owner.EventLog;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.ConfigRules;
import org.sluiceiot.platform.plugin.Plugins;
import org.sluiceiot.platform.secret.ConfigSecrets;
import org.sluiceiot.platform.secret.SecretKey;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.telemetry.TelemetryReader;
import org.sluiceiot.platform.telemetry.TelemetryWriter;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantStore;

/** A running host, without its REST. Safe for any thread. */
public final class Platform implements AutoCloseable {
  private final Clock clock = Clock.systemUTC();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sluice-scheduler"));
  private final Database database;
  private final EventLog events;
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
  private final IntegrationConfigs configs;
  private final Integrations integrations;
  private final Delivery delivery;
  private final ConfigTryouts tryouts;

  private Platform(PlatformOptions options) {
    database =
        Database.open(
            options.databaseUrl() == null
                ? Database.embedded(options.data())
                : options.databaseUrl(),
            options.databaseUser(),
            options.databasePassword());
    secrets =
        new ConfigSecrets(
            SecretKey.open(options.data().resolve("secret.key"), options.secretKey()));
    events = new EventLog(database, clock);
    owners = new Owners(events, clock);
    entityStore = new EntityStore(database, clock);
    entities = new EntityDirectory(entityStore);
    writer = new TelemetryWriter(database);
    reader = new TelemetryReader(database);
    tenants = new TenantStore(database, clock);
    plugins = new Plugins(options.plugins());
    ConfigRules rules = new ConfigRules();
    settings = new PluginSettings(database, secrets, rules);
    catalog = new Catalog(BuiltInNodes.types(entities, writer), plugins, tenants::plugins);
    Hosts hosts =
        new Hosts(
            clock,
            plugin -> settings.forUse(plugins.find(plugin).orElseThrow()),
            options.data().resolve("owners"),
            reachability(),
            options.serviceId());
    chainStore = new ChainStore(database);
    chains =
        new Chains(
            chainStore, catalog, owners, hosts, secrets, rules, scheduler, options.quota().nodes());
    delivery = new Delivery(threads, entities, new UpdateOnly(reader), chains, clock);
    integrationStore = new IntegrationStore(database);
    configs = new IntegrationConfigs(secrets, rules);
    tryouts = new ConfigTryouts(catalog, secrets, owners, hosts);
    integrations =
        new Integrations(
            integrationStore,
            configs,
            catalog,
            owners,
            hosts,
            delivery,
            options.quota().integrations());
  }

  /**
   * Opens the database and starts every enabled chain and integration.
   *
   * @throws RuntimeException the database or the secret key cannot be opened; nothing runs then
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

  /** Adds a tenant with a root chain that saves everything. */
  public Tenant createTenant(String name) {
    Tenant tenant = tenants.create(name);
    chains.createFirst(tenant.id());
    return tenant;
  }

  /** Stops and removes everything of a tenant. */
  public void deleteTenant(TenantId tenant) {
    integrations.stopAll(tenant);
    chains.forget(tenant, chainStore.all(tenant));
    tenants.delete(tenant);
    entities.forgetAll();
  }

  /** Lets a tenant use a plugin, or no longer; what it runs of it starts or stops. */
  public void enablePlugin(TenantId tenant, String plugin, boolean enabled) {
    tenants.enablePlugin(tenant, plugin, enabled);
    chains.restart(tenant);
    integrations.restart(tenant);
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

  public IntegrationConfigs integrationConfigs() {
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
    integrations.close();
    chains.close();
    threads.close();
    writer.close();
    events.close();
    scheduler.shutdownNow();
    plugins.close();
    database.close();
  }
}

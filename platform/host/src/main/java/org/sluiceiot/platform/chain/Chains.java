package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.ConfigRules;
import org.sluiceiot.platform.secret.ConfigSecrets;

/**
 * The rule chains of all tenants: stored and running. Safe for any thread; changes to the chains of
 * the host are made one at a time.
 */
public final class Chains implements AutoCloseable {
  /** What every new tenant has: everything is saved. */
  private static final String FIRST_CHAIN =
      """
      {"firstNode":"types","nodes":[
       {"id":"types","type":"message-type-switch","name":"by type","config":{},"x":80,"y":120},
       {"id":"telemetry","type":"save-telemetry","name":"save telemetry","config":{},"x":380,"y":60},
       {"id":"attributes","type":"save-attributes","name":"save attributes","config":{},"x":380,"y":180}],
       "connections":[
       {"from":"types","to":"telemetry","relation":"Post telemetry"},
       {"from":"types","to":"attributes","relation":"Post attributes"}]}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<UUID, ChainRuntime> running = new ConcurrentHashMap<>();
  private final Map<TenantId, UUID> roots = new ConcurrentHashMap<>();
  private final ChainStore store;
  private final Catalog catalog;
  private final Owners owners;
  private final Hosts hosts;
  private final ConfigSecrets secrets;
  private final ConfigRules rules;
  private final ChainValidation validation;
  private final ScheduledExecutorService scheduler;
  private final int mostNodes;

  public Chains(
      ChainStore store,
      Catalog catalog,
      Owners owners,
      Hosts hosts,
      ConfigSecrets secrets,
      ConfigRules rules,
      ScheduledExecutorService scheduler,
      int mostNodes) {
    this.store = store;
    this.catalog = catalog;
    this.owners = owners;
    this.hosts = hosts;
    this.secrets = secrets;
    this.rules = rules;
    this.validation = new ChainValidation(catalog, secrets, rules);
    this.scheduler = scheduler;
    this.mostNodes = mostNodes;
  }

  /** Runs every stored chain; a node that cannot start says so in its state. */
  public synchronized void startAll() {
    for (StoredChain chain : store.all()) {
      ChainRuntime runtime = runtime(chain);
      running.put(chain.id(), runtime);
      if (chain.root()) {
        roots.put(chain.tenant(), chain.id());
      }
      runtime.startLeniently(parse(chain.document()));
    }
  }

  private ChainRuntime runtime(StoredChain chain) {
    return new ChainRuntime(
        chain.id(),
        new HostNodeStarter(chain.tenant(), catalog, owners, hosts, secrets, rules, scheduler));
  }

  /** Gives a new tenant its root chain. */
  public void createFirst(TenantId tenant) {
    try {
      create(
          tenant,
          "Root rule chain",
          ConfigReader.read(JSON.readTree(FIRST_CHAIN), ChainDocument.class));
    } catch (ConfigException | RefusedException | JsonProcessingException e) {
      throw new IllegalStateException("the first chain is always valid", e);
    }
  }

  /**
   * Saves a new chain and runs it; a tenant's first one becomes its root.
   *
   * @throws ConfigException all problems; nothing was saved
   * @throws RefusedException a rule forbids a node; nothing was saved
   */
  public synchronized StoredChain create(TenantId tenant, String name, ChainDocument document)
      throws ConfigException, RefusedException {
    requireFreeName(tenant, name, null);
    requireRoom(tenant, document, null);
    ChainDocument kept = forStore(tenant, document, null);
    StoredChain chain =
        new StoredChain(
            UUID.randomUUID(), tenant, name, !roots.containsKey(tenant), 1, write(kept));
    ChainRuntime runtime = runtime(chain);
    running.put(chain.id(), runtime);
    try {
      runtime.replace(kept);
      store.insert(chain);
    } catch (ConfigException | RefusedException | RuntimeException e) {
      running.remove(chain.id());
      runtime.close();
      throw e;
    }
    if (chain.root()) {
      roots.put(tenant, chain.id());
    }
    return chain;
  }

  /**
   * Saves a changed chain and exchanges the changed nodes.
   *
   * @param version the one that the change was made from
   * @throws ConfigException all problems; the former version goes on
   * @throws RefusedException a rule forbids a node, or somebody else saved meanwhile; likewise
   */
  public synchronized StoredChain save(
      StoredChain before, String name, int version, ChainDocument document)
      throws ConfigException, RefusedException {
    if (version != before.version()) {
      throw new RefusedException(
          "version", "somebody saved version " + before.version() + " meanwhile; load it again");
    }
    requireFreeName(before.tenant(), name, before.id());
    requireRoom(before.tenant(), document, before.id());
    ChainDocument kept = forStore(before.tenant(), document, parse(before.document()));
    running.get(before.id()).replace(kept);
    StoredChain after =
        new StoredChain(
            before.id(), before.tenant(), name, before.root(), version + 1, write(kept));
    store.update(after);
    catalog.flowsChanged();
    return after;
  }

  /** All problems of a document, without saving or running it. */
  public void validate(TenantId tenant, ChainDocument document) throws ConfigException {
    validation.validate(tenant, document);
  }

  private void requireFreeName(TenantId tenant, String name, UUID except) throws RefusedException {
    if (store.all(tenant).stream()
        .anyMatch(chain -> chain.name().equals(name) && !chain.id().equals(except))) {
      throw new RefusedException("name", "there is a rule chain of this name already");
    }
  }

  private void requireRoom(TenantId tenant, ChainDocument document, UUID except)
      throws RefusedException {
    int others =
        store.all(tenant).stream()
            .filter(chain -> !chain.id().equals(except))
            .mapToInt(chain -> parse(chain.document()).nodes().size())
            .sum();
    if (others + document.nodes().size() > mostNodes) {
      throw new RefusedException(
          "document.nodes",
          "the tenant's rule chains would have %d nodes, the operator's limit is %d"
              .formatted(others + document.nodes().size(), mostNodes));
    }
  }

  private ChainDocument forStore(TenantId tenant, ChainDocument document, ChainDocument before)
      throws ConfigException {
    return validation.forStore(tenant, document, before);
  }

  /** Makes a chain the root: what no integration sends elsewhere goes through it. */
  public synchronized void makeRoot(StoredChain chain) {
    store.makeRoot(chain);
    roots.put(chain.tenant(), chain.id());
    catalog.flowsChanged();
  }

  /** Ends and removes a chain. */
  public synchronized void delete(StoredChain chain) {
    store.delete(chain);
    ChainRuntime runtime = running.remove(chain.id());
    if (runtime != null) {
      runtime.close();
      catalog.flowsChanged();
    }
  }

  /** Ends the chains of a tenant that was deleted. */
  public synchronized void forget(TenantId tenant, List<StoredChain> chains) {
    roots.remove(tenant);
    for (StoredChain chain : chains) {
      ChainRuntime runtime = running.remove(chain.id());
      if (runtime != null) {
        runtime.close();
      }
    }
  }

  /** Starts the plugins' nodes of a tenant again, after what it may use changed. */
  public synchronized void restart(TenantId tenant) {
    for (StoredChain chain : store.all(tenant)) {
      running.get(chain.id()).restartPluginNodes();
    }
  }

  /**
   * The chain that messages of a tenant enter.
   *
   * @param chain null for the root
   */
  public Optional<ChainRuntime> entry(TenantId tenant, UUID chain) {
    UUID wanted = chain == null ? roots.get(tenant) : chain;
    return wanted == null ? Optional.empty() : Optional.ofNullable(running.get(wanted));
  }

  public Optional<ChainRuntime> runtime(UUID chain) {
    return Optional.ofNullable(running.get(chain));
  }

  /** Every running chain. */
  public List<ChainRuntime> running() {
    return List.copyOf(running.values());
  }

  /**
   * The stored configuration of a node, secrets encrypted.
   *
   * @param ownerId null for none
   */
  public Optional<JsonNode> storedConfig(TenantId tenant, String ownerId) {
    for (StoredChain chain : store.all(tenant)) {
      for (ChainDocument.Node node : parse(chain.document()).nodes()) {
        if (ChainRuntime.ownerId(chain.id(), node.id()).equals(ownerId)) {
          return Optional.of(node.config());
        }
      }
    }
    return Optional.empty();
  }

  /** For showing: secrets hidden. */
  public ChainDocument shown(StoredChain chain) {
    return validation.shown(chain.tenant(), parse(chain.document()));
  }

  static ChainDocument parse(String document) {
    try {
      return ConfigReader.read(JSON.readTree(document), ChainDocument.class);
    } catch (ConfigException | JsonProcessingException e) {
      throw new IllegalStateException("a stored rule chain is damaged: " + e.getMessage(), e);
    }
  }

  private static String write(ChainDocument document) {
    return JSON.valueToTree(document).toString();
  }

  @Override
  public synchronized void close() {
    running.values().forEach(ChainRuntime::close);
  }
}

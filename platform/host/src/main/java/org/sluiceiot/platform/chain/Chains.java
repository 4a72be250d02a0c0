package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.Restarts;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.thread.HostScheduler;
import org.sluiceiot.platform.thread.Turns;

/**
 * The rule chains of all tenants: stored and running. Safe for any thread.
 *
 * <p>Changes to one chain are made one at a time and may take ten seconds, while its new nodes hear
 * from the loop guard; nobody who changes another chain waits for that. A tenant's turn is taken
 * only to check a chain against the tenant's others and store it.
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
  private final StoredConfigs configs;
  private final ChainValidation validation;
  private final HostScheduler scheduler;
  private final Restarts restarts;
  private final int mostNodes;
  private final Turns turns = new Turns();

  public Chains(
      ChainStore store,
      Catalog catalog,
      Owners owners,
      Hosts hosts,
      StoredConfigs configs,
      HostScheduler scheduler,
      Restarts restarts,
      int mostNodes) {
    this.store = store;
    this.catalog = catalog;
    this.owners = owners;
    this.hosts = hosts;
    this.configs = configs;
    this.validation = new ChainValidation(catalog, configs);
    this.scheduler = scheduler;
    this.restarts = restarts;
    this.mostNodes = mostNodes;
  }

  /** Runs every stored chain; a node that cannot start says so in its state. */
  public void startAll() {
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
        chain.tenant(),
        new HostNodeStarter(chain.tenant(), catalog, owners, hosts, configs, scheduler, restarts));
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
  public StoredChain create(TenantId tenant, String name, ChainDocument document)
      throws ConfigException, RefusedException {
    requireFreeName(tenant, name, null);
    requireRoom(tenant, document, null);
    ChainValidation.Checked checked = validation.forStore(tenant, document, null);
    UUID id = UUID.randomUUID();
    ChainRuntime runtime = runtime(new StoredChain(id, tenant, name, false, 1, ""));
    running.put(id, runtime);
    try {
      runtime.replace(checked);
      return insert(id, tenant, name, checked.kept());
    } catch (Throwable e) {
      // Broad: a chain that is not stored must not run, whatever hindered it.
      running.remove(id);
      runtime.close();
      throw e;
    }
  }

  private StoredChain insert(UUID id, TenantId tenant, String name, ChainDocument document)
      throws RefusedException {
    try (Turns.Turn turn = turns.take(tenant)) {
      requireFreeName(tenant, name, null);
      requireRoom(tenant, document, null);
      StoredChain chain =
          new StoredChain(id, tenant, name, !roots.containsKey(tenant), 1, write(document));
      store.insert(chain);
      if (chain.root()) {
        roots.put(tenant, id);
      }
      return chain;
    }
  }

  /**
   * Saves a changed chain and replaces the changed nodes.
   *
   * @param version the one that the change was made from
   * @throws ConfigException all problems; the former version goes on
   * @throws RefusedException a rule forbids a node, or somebody else saved meanwhile; likewise
   */
  public StoredChain save(StoredChain chain, String name, int version, ChainDocument document)
      throws ConfigException, RefusedException {
    StoredChain after;
    try (Turns.Turn turn = turns.take(chain.id())) {
      after = saveInTurn(stored(chain), runtimeOf(chain), name, version, document);
    }
    catalog.flowsChanged();
    return after;
  }

  private StoredChain saveInTurn(
      StoredChain before, ChainRuntime runtime, String name, int version, ChainDocument document)
      throws ConfigException, RefusedException {
    if (version != before.version()) {
      throw new RefusedException(
          "version", "somebody saved version " + before.version() + " meanwhile; load it again");
    }
    TenantId tenant = before.tenant();
    requireFreeName(tenant, name, before.id());
    requireRoom(tenant, document, before.id());
    ChainDocument former = runtime.document();
    ChainValidation.Checked checked =
        validation.forStore(tenant, document, parse(before.document()));
    String kept = write(checked.kept());
    StoredChain after =
        new StoredChain(before.id(), tenant, name, before.root(), version + 1, kept);
    runtime.replace(checked);
    try {
      return update(after, document);
    } catch (Throwable e) {
      // Broad: what could not be stored must not run; after a restart the former would.
      runtime.revert(former);
      throw e;
    }
  }

  private StoredChain update(StoredChain after, ChainDocument document) throws RefusedException {
    try (Turns.Turn turn = turns.take(after.tenant())) {
      requireFreeName(after.tenant(), after.name(), after.id());
      requireRoom(after.tenant(), document, after.id());
      store.update(after);
      return after;
    }
  }

  private StoredChain stored(StoredChain chain) throws RefusedException {
    return store.find(chain.tenant(), chain.id()).orElseThrow(Chains::deleted);
  }

  private ChainRuntime runtimeOf(StoredChain chain) throws RefusedException {
    return runtime(chain.id()).orElseThrow(Chains::deleted);
  }

  private static RefusedException deleted() {
    return new RefusedException("", "the rule chain was deleted meanwhile");
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

  /** Makes a chain the root: what no integration sends elsewhere goes through it. */
  public void makeRoot(StoredChain chain) {
    try (Turns.Turn turn = turns.take(chain.tenant())) {
      store.makeRoot(chain);
      roots.put(chain.tenant(), chain.id());
    }
    catalog.flowsChanged();
  }

  /** Removes a chain and ends it. */
  public void delete(StoredChain chain) {
    try (Turns.Turn turn = turns.take(chain.id())) {
      store.delete(chain);
      end(chain);
    }
    catalog.flowsChanged();
  }

  private void end(StoredChain chain) {
    ChainRuntime runtime = running.remove(chain.id());
    if (runtime != null) {
      runtime.close();
    }
  }

  /** Ends the chains of a tenant that was deleted. */
  public void forget(TenantId tenant, List<StoredChain> chains) {
    roots.remove(tenant);
    chains.forEach(this::end);
  }

  /** Starts a plugin's nodes of a tenant again, after whether it may use the plugin changed. */
  public void restart(TenantId tenant, String plugin) {
    for (StoredChain chain : store.all(tenant)) {
      try (Turns.Turn turn = turns.take(chain.id())) {
        runtime(chain.id()).ifPresent(runtime -> runtime.restartNodesOf(plugin));
      }
    }
  }

  /** Every tenant: each has a root chain. Does not ask the database. */
  public Set<TenantId> tenants() {
    return Set.copyOf(roots.keySet());
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
  public void close() {
    running.values().forEach(ChainRuntime::close);
  }
}

package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.Restarts;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.NodeChoice;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.secret.SecretOwner;
import org.sluiceiot.platform.thread.HostScheduler;

/** Starts the nodes of one tenant's chains from the catalog. */
final class HostNodeStarter implements NodeStarter {
  private final TenantId tenant;
  private final Catalog catalog;
  private final Owners owners;
  private final Hosts hosts;
  private final StoredConfigs configs;
  private final HostScheduler scheduler;
  private final Restarts restarts;

  HostNodeStarter(
      TenantId tenant,
      Catalog catalog,
      Owners owners,
      Hosts hosts,
      StoredConfigs configs,
      HostScheduler scheduler,
      Restarts restarts) {
    this.tenant = tenant;
    this.catalog = catalog;
    this.owners = owners;
    this.hosts = hosts;
    this.configs = configs;
    this.scheduler = scheduler;
    this.restarts = restarts;
  }

  @Override
  public NodeInstance start(ChainRuntime chain, ChainDocument.Node document, JsonNode clear)
      throws ConfigException {
    NodeChoice choice = catalog.node(tenant, document.type());
    JsonNode config = clear == null ? forUse(choice, document) : clear;
    RunningOwner owner = owners.started(owner(chain, document));
    try {
      Host host = hosts.of(owner.owner(), choice.plugin());
      host.settings(); // Fails here, in words, when they hold secrets that cannot be read.
      NodeInstance instance = new NodeInstance(chain, document.id(), choice, owner, host);
      instance.start(config);
      return instance;
    } catch (Throwable e) {
      // Broad: an owner that never ran must not be shown as running.
      owners.ended(owner);
      throw e;
    }
  }

  private JsonNode forUse(NodeChoice choice, ChainDocument.Node node) throws ConfigException {
    int version = node.version() == 0 ? choice.version() : node.version();
    return configs.forUse(SecretOwner.node(tenant), choice, version, node.config());
  }

  @Override
  public RunningOwner notRunning(
      ChainRuntime chain, ChainDocument.Node node, State state, String why) {
    RunningOwner owner = owners.started(owner(chain, node));
    owner.state(state, why);
    return owner;
  }

  private Owner owner(ChainRuntime chain, ChainDocument.Node node) {
    return new Owner(
        ChainRuntime.ownerId(chain.id(), node.id()), node.name(), tenant, hosts.serviceId());
  }

  @Override
  public void ended(RunningOwner owner) {
    owners.ended(owner);
  }

  @Override
  public void later(Duration delay, Runnable task) {
    scheduler.later(delay, task);
  }

  @Override
  public Restarts restarts() {
    return restarts;
  }
}

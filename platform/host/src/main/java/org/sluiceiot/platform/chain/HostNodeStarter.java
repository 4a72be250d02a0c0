package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.owner.Hosts;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.ConfigRules;
import org.sluiceiot.platform.plugin.NodeChoice;
import org.sluiceiot.platform.secret.ConfigSecrets;

/** Starts the nodes of one tenant's chains from the catalog. */
final class HostNodeStarter implements NodeStarter {
  private final TenantId tenant;
  private final Catalog catalog;
  private final Owners owners;
  private final Hosts hosts;
  private final ConfigSecrets secrets;
  private final ConfigRules rules;
  private final ScheduledExecutorService scheduler;

  HostNodeStarter(
      TenantId tenant,
      Catalog catalog,
      Owners owners,
      Hosts hosts,
      ConfigSecrets secrets,
      ConfigRules rules,
      ScheduledExecutorService scheduler) {
    this.tenant = tenant;
    this.catalog = catalog;
    this.owners = owners;
    this.hosts = hosts;
    this.secrets = secrets;
    this.rules = rules;
    this.scheduler = scheduler;
  }

  @Override
  public NodeInstance start(ChainRuntime chain, ChainDocument.Node document)
      throws ConfigException {
    NodeChoice choice = catalog.node(tenant, document.type());
    ChainDocument.Node current = current(choice, document);
    RunningOwner owner = owners.started(owner(chain, document));
    NodeInstance instance =
        new NodeInstance(
            chain, document.id(), choice, owner, hosts.of(owner.owner(), choice.plugin()));
    try {
      instance.start(current);
      return instance;
    } catch (ConfigException | RuntimeException e) {
      owners.ended(owner);
      throw e;
    }
  }

  /** The node with a configuration of its type's current version, secrets in the clear. */
  private ChainDocument.Node current(NodeChoice choice, ChainDocument.Node node)
      throws ConfigException {
    int wanted = choice.type().version();
    int given = node.version() == 0 ? wanted : node.version();
    if (given > wanted) {
      throw new ConfigException(
          "",
          "the configuration is of version " + given + ", newer than the installed plugin",
          "install a newer plugin");
    }
    JsonNode config = secrets.decrypt(node.config(), choice.type().config());
    JsonNode upgraded =
        given == wanted
            ? config
            : choice.call(() -> choice.type().factory().get().upgrade(given, config));
    rules.require(choice, upgraded);
    return node.with(wanted, upgraded);
  }

  @Override
  public RunningOwner refused(ChainRuntime chain, ChainDocument.Node node, String why) {
    RunningOwner owner = owners.started(owner(chain, node));
    owner.state(State.REFUSED, why);
    return owner;
  }

  private Owner owner(ChainRuntime chain, ChainDocument.Node node) {
    return new Owner(
        ChainRuntime.ownerId(chain.id(), node.id()), node.name(), tenant, hosts.serviceId());
  }

  @Override
  public void ended(NodeInstance instance) {
    owners.ended(instance.owner());
  }

  @Override
  public void later(Duration delay, Runnable task) {
    scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}

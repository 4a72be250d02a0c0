package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.State;
import org.sluiceiot.platform.owner.Restarts;
import org.sluiceiot.platform.owner.RunningOwner;
import org.sluiceiot.platform.plugin.PluginFailedException;
import org.sluiceiot.platform.secret.UnreadableSecretsException;

/** Makes and starts the nodes of one chain. */
interface NodeStarter {
  /**
   * @param clear the node's configuration for its plugin, when it was just checked; else null
   * @throws ConfigException the type is not available to the tenant, or the configuration is wrong;
   *     paths are those of the configuration, or empty
   * @throws PluginFailedException the node's code failed
   * @throws UnreadableSecretsException secrets of the node or of its plugin cannot be read
   */
  NodeInstance start(ChainRuntime chain, ChainDocument.Node node, JsonNode clear)
      throws ConfigException;

  /** A node that cannot run now, so that its state can be seen. */
  RunningOwner notRunning(ChainRuntime chain, ChainDocument.Node node, State state, String why);

  /** Forgets a node's owner. */
  void ended(RunningOwner owner);

  /** Does something later, on a thread of the host's. */
  void later(Duration delay, Runnable task);

  /** Those of all nodes. */
  Restarts restarts();
}

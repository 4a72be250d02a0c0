package org.sluiceiot.platform.chain;

import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.platform.owner.RunningOwner;

/** Makes and starts the nodes of one chain. */
interface NodeStarter {
  /**
   * @throws ConfigException the type is not available to the tenant, or the configuration is wrong;
   *     paths are those of the configuration, or empty
   */
  NodeInstance start(ChainRuntime chain, ChainDocument.Node node) throws ConfigException;

  /** A node that cannot run now, so that its state can be seen. */
  RunningOwner refused(ChainRuntime chain, ChainDocument.Node node, String why);

  /** Forgets a node's owner. */
  void ended(NodeInstance instance);

  /** Does something later, on a thread of the host's. */
  void later(java.time.Duration delay, Runnable task);
}

package org.sluiceiot.api.flow;

/**
 * The host's rule chains, seen from outside: whether messages that an integration delivers can
 * reach a node. Implemented by hosts, safe for any thread, answers at once. A host that cannot tell
 * says yes for owners of one tenant.
 */
@FunctionalInterface
public interface Reachability {
  /**
   * @param integrationId id of the integration (or inbound node) that delivers
   * @param nodeId id of the node that may receive
   */
  boolean reaches(String integrationId, String nodeId);
}

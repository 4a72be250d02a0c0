package org.sluiceiot.thingsboard.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.sluiceiot.api.flow.Reachability;

/**
 * Which nodes of this process belong to which tenant. ThingsBoard does not tell a plugin its rule
 * chains, so every inbound node is taken to reach every node of its own tenant. Safe for any
 * thread.
 */
public final class Members implements Reachability {
  private record Member(UUID tenant, int instances) {}

  private final Map<String, Member> members = new HashMap<>();

  /** A node starts; its predecessor of the same id may still be ending. */
  public synchronized void join(String id, UUID tenant) {
    members.merge(id, new Member(tenant, 1), (old, one) -> new Member(tenant, old.instances + 1));
  }

  /** A node has ended. */
  public synchronized void leave(String id) {
    members.computeIfPresent(
        id, (key, old) -> old.instances == 1 ? null : new Member(old.tenant, old.instances - 1));
  }

  @Override
  public synchronized boolean reaches(String integrationId, String nodeId) {
    Member from = members.get(integrationId);
    Member to = members.get(nodeId);
    return from != null && to != null && from.tenant.equals(to.tenant);
  }
}

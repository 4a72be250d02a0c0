package org.sluiceiot.kafka.connection.check;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sluiceiot.kafka.connection.policy.AddressPolicy;
import org.sluiceiot.kafka.connection.policy.HostPort;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;

/** Whether a cluster may be used, by its id and by what it advertises. Immutable. */
public final class ClusterRules {
  private final AddressPolicy addresses;
  private final Set<String> deniedClusters;

  public ClusterRules(AddressPolicy addresses, List<String> deniedClusters) {
    this.addresses = addresses;
    this.deniedClusters = Set.copyOf(deniedClusters);
  }

  /**
   * Judges the id, and every node by all the addresses of its name.
   *
   * @param id may be null
   * @throws RefusedClusterException it may not be used
   * @throws LayerException it has no id
   */
  public ClusterView check(String id, List<HostPort> nodes) throws LayerException {
    if (id == null || id.isEmpty()) {
      throw new LayerException(Layer.CLUSTER, "the cluster has no id", "use Kafka 0.10.1 or newer");
    }
    if (deniedClusters.contains(id)) {
      throw new RefusedClusterException(
          Layer.CLUSTER, "the cluster " + id + " is one that the operator denies to tenants");
    }
    List<HostPort> unresolved = new ArrayList<>();
    for (HostPort node : nodes) {
      try {
        addresses.resolve(node);
      } catch (RefusedAddressException e) {
        throw new RefusedClusterException(
            Layer.CLUSTER, "the cluster advertises a broker at " + e.getMessage());
      } catch (UnknownHostException e) {
        // Not forbidden, only useless: clients cannot reach it, and whoever has one says so.
        unresolved.add(node);
      }
    }
    return new ClusterView(id, nodes, unresolved);
  }
}

package org.sluiceiot.kafka.connection.check;

import java.util.List;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * A cluster as it shows itself to clients.
 *
 * @param id never empty
 * @param nodes the addresses that clients will connect to
 * @param unresolved those of them whose host name is not known here: no client reaches them
 */
public record ClusterView(String id, List<HostPort> nodes, List<HostPort> unresolved) {
  public ClusterView {
    nodes = List.copyOf(nodes);
    unresolved = List.copyOf(unresolved);
  }

  /** A cluster of which every host name is known. */
  public ClusterView(String id, List<HostPort> nodes) {
    this(id, nodes, List.of());
  }
}

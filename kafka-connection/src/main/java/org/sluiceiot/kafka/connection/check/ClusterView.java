package org.sluiceiot.kafka.connection.check;

import java.util.List;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * A cluster as it shows itself to clients.
 *
 * @param id never empty
 * @param nodes the addresses that clients will connect to
 * @param unresolved those whose names cannot be resolved here: clients cannot reach them
 */
public record ClusterView(String id, List<HostPort> nodes, List<HostPort> unresolved) {
  public ClusterView {
    nodes = List.copyOf(nodes);
    unresolved = List.copyOf(unresolved);
  }

  /** A cluster all of whose nodes can be resolved. */
  public ClusterView(String id, List<HostPort> nodes) {
    this(id, nodes, List.of());
  }
}

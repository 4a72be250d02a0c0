package org.sluiceiot.kafka.connection.check;

import java.util.List;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * A cluster as it shows itself to clients.
 *
 * @param id never empty
 * @param nodes the addresses that clients will connect to
 */
public record ClusterView(String id, List<HostPort> nodes) {
  public ClusterView {
    nodes = List.copyOf(nodes);
  }
}

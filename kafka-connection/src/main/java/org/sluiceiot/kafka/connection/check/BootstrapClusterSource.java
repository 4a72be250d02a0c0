package org.sluiceiot.kafka.connection.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * Asks a bootstrap server for the cluster, without following any address that the cluster
 * advertises: a Kafka client would connect to those before anybody could judge them.
 */
public final class BootstrapClusterSource implements ClusterSource {
  private final Dialer dialer;
  private final List<HostPort> servers;
  private final ClusterRules rules;

  /**
   * @param servers tried in this order; not empty
   */
  public BootstrapClusterSource(Dialer dialer, List<HostPort> servers, ClusterRules rules) {
    this.dialer = dialer;
    this.servers = List.copyOf(servers);
    this.rules = rules;
  }

  @Override
  public ClusterView find() throws LayerException {
    LayerException first = null;
    for (HostPort server : servers) {
      try {
        ClusterMetadata metadata = ask(server);
        return rules.check(metadata.clusterId(), metadata.nodes());
      } catch (RefusedClusterException e) {
        throw e;
      } catch (LayerException e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  private ClusterMetadata ask(HostPort server) throws LayerException {
    List<InetAddress> addresses = dialer.resolve(server);
    try (Socket plain = dialer.connect(server, addresses);
        Wire wire = new Wire(dialer.secure(plain, server, addresses))) {
      Map<Integer, Integer> newest = dialer.greet(wire, server, addresses);
      dialer.login(wire, server);
      return dialer.metadata(wire, newest, List.of());
    } catch (IOException e) {
      throw new LayerException(Layer.TCP, "the connection to " + server + " broke", "", e);
    }
  }
}

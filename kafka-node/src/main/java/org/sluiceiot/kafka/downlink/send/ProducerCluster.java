package org.sluiceiot.kafka.downlink.send;

import java.util.List;
import java.util.stream.Collectors;
import org.sluiceiot.kafka.connection.check.ClusterView;
import org.sluiceiot.kafka.connection.check.ClusterWatch;
import org.sluiceiot.kafka.connection.check.Layer;
import org.sluiceiot.kafka.connection.policy.HostPort;

/** What is known of the cluster that a producer is for. Safe for any thread. */
final class ProducerCluster implements ClusterWatch.Listener {
  private final Runnable onNews;
  private volatile Knowledge knowledge = new Knowledge(null, false, "", null, List.of(), List.of());

  /**
   * @param id null while it was never found
   * @param usable whether clients may be made
   * @param trouble why not, or why it cannot be reached now; empty when there is no reason
   * @param layer where it cannot be reached; null when that is not known
   * @param brokers the addresses that the cluster advertises
   * @param unknown those of them whose host name is not known here
   */
  record Knowledge(
      String id,
      boolean usable,
      String trouble,
      Layer layer,
      List<HostPort> brokers,
      List<HostPort> unknown) {
    /** Whether the cluster was reached and refused the login. */
    boolean loginRefused() {
      return layer == Layer.SASL || layer == Layer.AUTHORISATION;
    }

    /** What to look at when brokers are found and do not answer; the end of a sentence. */
    String advertised() {
      return brokers.isEmpty()
          ? ""
          : "; the cluster advertises its brokers at %s: each must be reachable from here"
              .formatted(text(brokers));
    }

    /** Why some brokers can never be reached; empty when there are none. */
    String unresolved() {
      return unknown.isEmpty()
          ? ""
          : ("the cluster advertises brokers whose host name is not known here: %s;"
                  + " correct advertised.listeners of the broker, or this host's name service")
              .formatted(text(unknown));
    }

    private static String text(List<HostPort> addresses) {
      String some =
          addresses.stream().limit(3).map(HostPort::toString).collect(Collectors.joining(", "));
      return addresses.size() > 3 ? some + " and " + (addresses.size() - 3) + " more" : some;
    }
  }

  ProducerCluster(Runnable onNews) {
    this.onNews = onNews;
  }

  Knowledge now() {
    return knowledge;
  }

  @Override
  public void found(ClusterView cluster) {
    tell(new Knowledge(cluster.id(), true, "", null, cluster.nodes(), cluster.unresolved()));
  }

  @Override
  public void refused(String reason) {
    tell(new Knowledge(knowledge.id(), false, reason, null, List.of(), List.of()));
  }

  @Override
  public void away(String reason) {
    away(null, reason);
  }

  @Override
  public void away(Layer layer, String reason) {
    // A producer that exists goes on by itself: only a new one has to wait until it is found.
    Knowledge last = knowledge;
    tell(new Knowledge(last.id(), last.usable(), reason, layer, last.brokers(), last.unknown()));
  }

  private void tell(Knowledge news) {
    knowledge = news;
    onNews.run();
  }
}

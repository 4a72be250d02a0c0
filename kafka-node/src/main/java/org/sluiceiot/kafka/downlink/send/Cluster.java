package org.sluiceiot.kafka.downlink.send;

import org.sluiceiot.kafka.connection.check.ClusterView;
import org.sluiceiot.kafka.connection.check.ClusterWatch;

/** What is known of the cluster that a producer is for. Safe for any thread. */
final class Cluster implements ClusterWatch.Listener {
  private final Runnable onNews;
  private volatile Knowledge knowledge = new Knowledge(null, false, "", false);

  /**
   * @param id null while it was never found
   * @param usable whether clients may be made
   * @param trouble why not; empty when there is no reason yet
   * @param auth whether the cluster was reached and refused the login
   */
  record Knowledge(String id, boolean usable, String trouble, boolean auth) {}

  Cluster(Runnable onNews) {
    this.onNews = onNews;
  }

  Knowledge now() {
    return knowledge;
  }

  @Override
  public void found(ClusterView cluster) {
    tell(new Knowledge(cluster.id(), true, "", false));
  }

  @Override
  public void refused(String reason) {
    tell(new Knowledge(knowledge.id(), false, reason, false));
  }

  @Override
  public void away(String reason) {
    boolean auth = reason.startsWith("sasl") || reason.startsWith("authorisation");
    // A producer that exists goes on by itself: only a new one has to wait until it is found.
    tell(new Knowledge(knowledge.id(), knowledge.usable(), reason, auth));
  }

  private void tell(Knowledge news) {
    knowledge = news;
    onNews.run();
  }
}

package org.sluiceiot.kafka.uplink.engine;

import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.connection.KnownClusters;
import org.sluiceiot.kafka.connection.check.ClusterView;
import org.sluiceiot.kafka.connection.check.ClusterWatch;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.Verdict;

/**
 * Whether the cluster may be read: it is known, the operator permits it and the loop guard does.
 * Safe for any thread.
 */
final class ClusterGate implements ClusterWatch.Listener {
  private final ConnectionConfig connection;
  private final GuardedEndpoint guard;
  private final Runnable changed;
  private volatile String cluster = "";
  private volatile String refused = "";
  private volatile String away = "";
  private volatile String unresolved = "";

  /**
   * @param changed told when it may have opened or shut
   */
  ClusterGate(ConnectionConfig connection, GuardedEndpoint guard, Runnable changed) {
    this.connection = connection;
    this.guard = guard;
    this.changed = changed;
  }

  @Override
  public void found(ClusterView view) {
    refused = "";
    away = "";
    unresolved =
        view.unresolved().isEmpty()
            ? ""
            : "the cluster advertises a broker at %s, a name that cannot be resolved here"
                .formatted(view.unresolved().get(0));
    KnownClusters.learned(connection, view.id());
    guard.clusterId(view.id());
    cluster = view.id();
    changed.run();
  }

  @Override
  public void refused(String reason) {
    refused = reason;
    changed.run();
  }

  @Override
  public void away(String reason) {
    away = reason;
    changed.run();
  }

  /** Why nothing may be read, or empty. */
  String refusal() {
    Verdict verdict = guard.verdict();
    return verdict.kind() == Verdict.Kind.REFUSED ? verdict.text() : refused;
  }

  /** A warning that the user should see while data flows, or empty. */
  String warning() {
    Verdict verdict = guard.verdict();
    return verdict.kind() == Verdict.Kind.WARNED ? verdict.text() : "";
  }

  /** The cluster's id, or empty while it was never reached. */
  String cluster() {
    return cluster;
  }

  /** Which broker cannot be reached, since its name cannot be resolved; or empty. */
  String unresolved() {
    return unresolved;
  }

  /** Why the cluster cannot be reached now, or empty. */
  String away() {
    return away;
  }
}

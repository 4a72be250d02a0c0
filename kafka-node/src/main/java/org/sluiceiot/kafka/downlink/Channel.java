package org.sluiceiot.kafka.downlink;

import java.util.Map;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.connection.KnownClusters;
import org.sluiceiot.kafka.downlink.send.Clients;
import org.sluiceiot.kafka.downlink.send.Limits;
import org.sluiceiot.kafka.downlink.send.Outlet;
import org.sluiceiot.kafka.downlink.send.OutletListener;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardConfig;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.guard.Verdict;

/** An outlet together with its place in the loop guard, whose verdict opens and closes it. */
final class Channel implements OutletListener {
  private final Watcher watcher;
  private final ConnectionConfig connection;
  private Outlet outlet;
  private GuardedEndpoint registration;

  /** What a channel tells its node. Any thread; must not block. */
  interface Watcher {
    void verdict(Verdict verdict);

    void connected();

    void disconnected(String reason);

    void dropped();

    void late();

    void closed();
  }

  private Channel(Watcher watcher, ConnectionConfig connection) {
    this.watcher = watcher;
    this.connection = connection;
  }

  /**
   * @param way which of the node's ways this is, empty for the first
   */
  static Channel open(
      String way,
      RuleNodeContext context,
      ConnectionConfig connection,
      Map<String, Object> tuning,
      TopicSet topics,
      GuardConfig rules,
      Limits limits,
      ProducerPool pool,
      LoopGuard guard,
      Watcher watcher) {
    Owner self = context.self();
    ProducerPool.Key key =
        new ProducerPool.Key(
            self.tenant(), self.serviceId(), context.host().settings(), connection, tuning);
    Endpoint endpoint =
        new Endpoint(
            self, Direction.DOWNLINK, topics, context.host(), rules, context.observer(), way);
    KafkaClients clients = new KafkaClients(connection, self, context.host());
    Channel channel = new Channel(watcher, connection);
    synchronized (channel) {
      channel.registration = guard.register(endpoint, channel::decided);
      channel.outlet = pool.open(key, () -> Clients.of(clients, tuning), limits, channel);
    }
    // A cycle that can be known now is refused now; what the broker says later counts in the end.
    KnownClusters.idOf(connection).ifPresent(id -> channel.registration().clusterId(id));
    return channel;
  }

  /** The producer's thread may call before {@link #open} has assigned everything. */
  synchronized Outlet outlet() {
    return outlet;
  }

  synchronized GuardedEndpoint registration() {
    return registration;
  }

  private void decided(Verdict verdict) {
    watcher.verdict(verdict);
    switch (verdict.kind()) {
      case ALLOWED, WARNED -> outlet().open();
      case REFUSED -> outlet().refuse(verdict.text());
      case PENDING -> outlet().hold();
    }
  }

  @Override
  public void cluster(String clusterId) {
    KnownClusters.learned(connection, clusterId);
    registration().clusterId(clusterId);
  }

  @Override
  public void connected() {
    watcher.connected();
  }

  @Override
  public void disconnected(String reason) {
    watcher.disconnected(reason);
  }

  @Override
  public void dropped() {
    watcher.dropped();
  }

  @Override
  public void late() {
    watcher.late();
  }

  @Override
  public void closed() {
    registration().close();
    watcher.closed();
  }
}

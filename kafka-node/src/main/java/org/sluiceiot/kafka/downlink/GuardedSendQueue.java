package org.sluiceiot.kafka.downlink;

import java.util.Map;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.connection.KnownClusters;
import org.sluiceiot.kafka.downlink.send.Clients;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.downlink.send.ProducerStatus;
import org.sluiceiot.kafka.downlink.send.QueueLimits;
import org.sluiceiot.kafka.downlink.send.SendQueue;
import org.sluiceiot.kafka.downlink.send.SendQueueListener;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardConfig;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.guard.Verdict;

/**
 * A send queue together with its place in the loop guard, whose verdict opens and closes it. Safe
 * for any thread. No lock is held while the node or the guard is called.
 */
final class GuardedSendQueue implements SendQueueListener {
  private final Watcher watcher;
  private final ConnectionConfig connection;
  private final HostCalls verdicts = new HostCalls();

  /** Null until {@link #open} has it; the guard and the producer's thread may call before. */
  private volatile SendQueue records;

  private volatile GuardedEndpoint registration;

  /** What a queue tells its node. Any thread; must not block. */
  interface Watcher {
    void verdict(Verdict verdict);

    void status(ProducerStatus status);

    void topics(String reason);

    void dropped(long count);

    void tick();

    void late();

    void closed();
  }

  private GuardedSendQueue(Watcher watcher, ConnectionConfig connection) {
    this.watcher = watcher;
    this.connection = connection;
  }

  /**
   * @param way which of the node's ways this is, empty for the first
   */
  static GuardedSendQueue open(
      String way,
      RuleNodeContext context,
      ConnectionConfig connection,
      Map<String, Object> tuning,
      TopicSet topics,
      GuardConfig rules,
      QueueLimits limits,
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
    GuardedSendQueue guarded = new GuardedSendQueue(watcher, connection);
    guarded.registration = guard.register(endpoint, guarded::decided);
    guarded.records = pool.open(key, () -> Clients.of(clients, tuning), limits, guarded);
    // What was decided before there was a queue.
    guarded.decided(guarded.registration.verdict());
    // A cycle that can be known now is refused now; what the broker says later counts in the end.
    KnownClusters.idOf(connection).ifPresent(guarded.registration::clusterId);
    return guarded;
  }

  SendQueue records() {
    return records;
  }

  GuardedEndpoint registration() {
    return registration;
  }

  /** Any thread: also the one of another endpoint. What counts is the verdict of the moment. */
  private void decided(Verdict news) {
    verdicts.add(this::apply);
    verdicts.make();
  }

  private void apply() {
    SendQueue known = records;
    if (known == null) {
      return;
    }
    Verdict verdict = registration.verdict();
    watcher.verdict(verdict);
    switch (verdict.kind()) {
      case ALLOWED, WARNED -> known.open();
      case REFUSED -> known.refuse(verdict.text());
      case PENDING -> known.hold();
    }
  }

  @Override
  public void cluster(String clusterId) {
    KnownClusters.learned(connection, clusterId);
    registration.clusterId(clusterId);
  }

  @Override
  public void status(ProducerStatus status) {
    watcher.status(status);
  }

  @Override
  public void topics(String reason) {
    watcher.topics(reason);
  }

  @Override
  public void dropped(long count) {
    watcher.dropped(count);
  }

  @Override
  public void tick() {
    watcher.tick();
  }

  @Override
  public void late() {
    watcher.late();
  }

  @Override
  public void closed() {
    registration.close();
    watcher.closed();
  }
}

package org.sluiceiot.kafka.downlink;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.connection.KnownClusters;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.config.Overflow;
import org.sluiceiot.kafka.downlink.config.QueueConfig;
import org.sluiceiot.kafka.downlink.config.SendMode;
import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.record.RecordBuilder;
import org.sluiceiot.kafka.downlink.send.Clients;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.Limits;
import org.sluiceiot.kafka.downlink.send.Outlet;
import org.sluiceiot.kafka.downlink.send.OutletListener;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.downlink.template.UnresolvedFieldException;
import org.sluiceiot.kafka.downlink.value.RenderException;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.Passage;
import org.sluiceiot.kafka.guard.Registration;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.guard.Verdict;

/** One running configuration of the node. Safe for any thread. */
final class Downlink implements OutletListener {
  private static final Duration WATCHDOG_GRACE = Duration.ofSeconds(10);
  private static final String PATH = "kafka.path";

  private final DownlinkConfig config;
  private final RecordBuilder builder;
  private final DownlinkMetrics metrics;
  private final Outcomes outcomes;
  private final NodeState state;
  private final RuleNodeContext context;
  private Registration registration;
  private Outlet outlet;

  private Downlink(RuleNodeContext context, DownlinkConfig config) {
    this.context = context;
    this.config = config;
    this.builder = new RecordBuilder(config, context.self());
    this.metrics = new DownlinkMetrics(context.observer().metrics());
    this.outcomes = new Outcomes(context, metrics, config.onLoop());
    this.state = new NodeState(context.observer());
  }

  static Downlink start(
      RuleNodeContext context, DownlinkConfig config, ProducerPool pool, LoopGuard guard) {
    Downlink downlink = new Downlink(context, config);
    Owner self = context.self();
    Map<String, Object> tuning = config.sending().properties();
    ProducerPool.Key key =
        new ProducerPool.Key(
            self.tenant(),
            self.serviceId(),
            context.host().settings(),
            config.connection(),
            tuning);
    Endpoint endpoint =
        new Endpoint(
            self,
            Direction.DOWNLINK,
            topics(config.topic()),
            context.host(),
            config.loopGuard(),
            context.observer());
    synchronized (downlink) {
      downlink.outlet =
          pool.open(key, () -> clients(config, context, tuning), limits(config), downlink);
      downlink.registration = guard.register(endpoint, downlink::decided);
    }
    downlink.gauges();
    // A cycle that can be known now is refused now; what the broker says later counts in the end.
    KnownClusters.idOf(config.connection()).ifPresent(downlink::cluster);
    return downlink;
  }

  private static Clients clients(
      DownlinkConfig config, RuleNodeContext context, Map<String, Object> tuning) {
    KafkaClients clients = new KafkaClients(config.connection(), context.self(), context.host());
    return Clients.of(clients, tuning, id -> KnownClusters.learned(config.connection(), id));
  }

  private static TopicSet topics(String template) {
    List<String> literals = Template.compile(template).literals();
    return literals.size() == 1 ? new TopicSet.Names(literals) : new TopicSet.Template(literals);
  }

  private static Limits limits(DownlinkConfig config) {
    QueueConfig queue = config.queue();
    boolean sync = queue.mode() == SendMode.SYNC;
    return new Limits(
        queue.maxRecords(),
        queue.maxBytes().bytes(),
        queue.whenFull() == Overflow.DROP_OLDEST,
        sync ? 1 : Integer.MAX_VALUE,
        queue.maxWait(),
        queue.topicWait(),
        sync ? queue.syncTimeout() : config.sending().deliveryTimeout().plus(WATCHDOG_GRACE));
  }

  private void gauges() {
    metrics.host().gauge("downlink.inflight", outlet::inFlight);
    metrics.host().gauge("downlink.queued", () -> outlet.records() - outlet.inFlight());
    metrics.host().gauge("downlink.queued.bytes", outlet::bytes);
  }

  void accept(RuleMessage message) {
    metrics.matched();
    Verdict verdict = registration.verdict();
    if (verdict.kind() == Verdict.Kind.REFUSED) {
      outcomes.loop(message, verdict.text());
      return;
    }
    Draft draft;
    try {
      draft = builder.build(message);
    } catch (UnresolvedFieldException | RenderException e) {
      outcomes.failure(message, FailureClass.RENDER, e);
      return;
    } catch (RuntimeException e) {
      // Broad: whatever a message does to a template or a mapping, it ends in an outcome.
      outcomes.failure(message, FailureClass.RENDER, e);
      return;
    }
    if (draft.size() > config.sending().maxRecordSize().bytes()) {
      String text = "%d bytes, and %s are allowed";
      outcomes.failure(
          message,
          FailureClass.TOO_LARGE,
          new RecordTooLargeException(
              text.formatted(draft.size(), config.sending().maxRecordSize())));
      return;
    }
    Passage passage = registration.send(message.metadata().get(PATH), draft.record());
    if (passage.loop()) {
      outcomes.loop(message, "the message has passed this node before: " + passage.words());
    } else {
      outlet.offer(new MessageDelivery(message, draft, outcomes));
    }
  }

  void stop() {
    state.stopped();
    outlet.close(config.queue().closeTimeout());
  }

  private void decided(Verdict verdict) {
    state.verdict(verdict);
    Outlet current = outlet();
    switch (verdict.kind()) {
      case ALLOWED, WARNED -> current.open();
      case REFUSED -> current.refuse(verdict.text());
      case PENDING -> current.hold();
    }
  }

  /** The outlet's thread may call before {@link #start} has assigned everything. */
  private synchronized Outlet outlet() {
    return outlet;
  }

  private synchronized Registration registration() {
    return registration;
  }

  @Override
  public void cluster(String clusterId) {
    registration().clusterId(clusterId);
  }

  @Override
  public void connected() {
    state.connected();
  }

  @Override
  public void disconnected(String reason) {
    state.disconnected(reason);
  }

  @Override
  public void dropped() {
    metrics.dropped();
    context
        .observer()
        .event(Event.of(Event.Kind.ALARM, "the queue is full: the oldest message was dropped"));
  }

  @Override
  public void late() {
    metrics.late();
  }

  @Override
  public void closed() {
    registration().close();
  }
}

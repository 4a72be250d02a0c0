package org.sluiceiot.kafka.downlink;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.config.FallbackConfig;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.downlink.send.ProducerStatus;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.guard.Verdict;

/** The way to the other topic. Its troubles are events; the node's state is about the first way. */
final class FallbackQueue implements GuardedSendQueue.Watcher {
  private final Observer observer;
  private final GuardedSendQueue queue;
  private final Fallback fallback;
  private final LossAlarms losses;
  private final Incident broker;
  private final Incident topic;

  /** The refusal that was told; the guard tells one verdict after the other. */
  private Verdict refusal;

  FallbackQueue(
      RuleNodeContext context, DownlinkConfig config, ProducerPool pool, LoopGuard guard) {
    observer = context.observer();
    Clock clock = context.host().clock();
    losses = new LossAlarms(observer, clock, "fallback-");
    broker = new Incident(observer, clock, "fallback-broker");
    topic = new Incident(observer, clock, "fallback-topic");
    FallbackConfig to = config.fallback();
    ConnectionConfig connection = to.connection() == null ? config.connection() : to.connection();
    queue =
        GuardedSendQueue.open(
            "fallback",
            context,
            connection,
            config.sending().properties(),
            new TopicSet.Names(List.of(to.topic())),
            config.loopGuard(),
            ConfiguredLimits.of(config),
            pool,
            guard,
            this);
    fallback = new Fallback(queue.records(), to.topic());
  }

  Fallback fallback() {
    return fallback;
  }

  void close(Duration within) {
    queue.records().close(within);
  }

  @Override
  public void verdict(Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.REFUSED && !verdict.equals(refusal)) {
      refusal = verdict;
      observer.event(Event.of(Event.Kind.ALARM, "the fallback is refused: " + verdict.text()));
    } else if (verdict.kind() != Verdict.Kind.REFUSED) {
      refusal = null;
    }
  }

  @Override
  public void status(ProducerStatus status) {
    switch (status.kind()) {
      case CONNECTED -> broker.resolved("the fallback's broker answers again");
      case AWAY, FAILED -> broker.occurred("the fallback: " + status.reason());
      case CONNECTING -> {
        // As it began: nothing is known.
      }
    }
  }

  @Override
  public void topics(String reason) {
    if (reason.isEmpty()) {
      topic.resolved("the fallback's topic can be written to");
    } else {
      topic.occurred("the fallback: " + reason);
    }
  }

  @Override
  public void dropped(long count) {
    String text = "the fallback's queue is full: the oldest messages are dropped";
    losses.lost(LossAlarms.Loss.QUEUE_FULL, count, text);
  }

  @Override
  public void tick() {
    losses.check();
  }

  @Override
  public void late() {
    // The record had its outcome; the node counts only its own first way.
  }

  @Override
  public void closed() {
    losses.stopped();
    broker.resolved("the node was stopped");
    topic.resolved("the node was stopped");
  }
}

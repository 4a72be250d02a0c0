package org.sluiceiot.kafka.downlink;

import java.time.Duration;
import java.util.List;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.config.FallbackConfig;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.guard.Verdict;

/** The way to the other topic. Its troubles are events; the node's state is about the first way. */
final class FallbackChannel implements Channel.Watcher {
  private final Observer observer;
  private final Channel channel;
  private final Fallback fallback;

  FallbackChannel(
      RuleNodeContext context, DownlinkConfig config, ProducerPool pool, LoopGuard guard) {
    observer = context.observer();
    FallbackConfig to = config.fallback();
    ConnectionConfig connection = to.connection() == null ? config.connection() : to.connection();
    channel =
        Channel.open(
            "fallback",
            context,
            connection,
            config.sending().properties(),
            new TopicSet.Names(List.of(to.topic())),
            config.loopGuard(),
            Bounds.of(config),
            pool,
            guard,
            this);
    fallback = new Fallback(channel.outlet(), to.topic());
  }

  Fallback fallback() {
    return fallback;
  }

  void close(Duration within) {
    channel.outlet().close(within);
  }

  @Override
  public void verdict(Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.REFUSED) {
      observer.event(Event.of(Event.Kind.ALARM, "the fallback is refused: " + verdict.text()));
    }
  }

  @Override
  public void connected() {
    // The first way decides the node's state.
  }

  @Override
  public void disconnected(String reason) {
    observer.event(Event.of(Event.Kind.LIFECYCLE, "fallback: " + reason));
  }

  @Override
  public void dropped() {
    observer.event(Event.of(Event.Kind.ALARM, "the fallback's queue is full: dropped the oldest"));
  }

  @Override
  public void late() {
    // The record had its outcome; the node counts only its own first way.
  }

  @Override
  public void closed() {
    // Nothing else waits for it.
  }
}

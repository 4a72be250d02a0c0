package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeObserver;

/** A host for many messages: counts outcomes, and notices a second one for the same message. */
final class CountingContext implements RuleNodeContext {
  private final Owner self;
  private final Host host;
  private final FakeObserver observer = new FakeObserver();
  private final Map<UUID, String> outcomes = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> byClass = new ConcurrentHashMap<>();
  private final LongAdder doubles = new LongAdder();

  CountingContext() {
    this(FakeHost.owner("node"), new FakeHost());
  }

  CountingContext(Owner self, Host host) {
    this.self = self;
    this.host = host;
  }

  @Override
  public Owner self() {
    return self;
  }

  @Override
  public void complete(RuleMessage message, String relation) {
    ended(message, relation);
  }

  @Override
  public void fail(RuleMessage message, Throwable cause) {
    ended(message, message.metadata().get("kafka.out.error"));
  }

  private void ended(RuleMessage message, String what) {
    if (outcomes.put(message.id(), what) != null) {
      doubles.increment();
    }
    byClass.computeIfAbsent(what, w -> new LongAdder()).increment();
  }

  @Override
  public FakeObserver observer() {
    return observer;
  }

  @Override
  public Host host() {
    return host;
  }

  /** Messages that ended with this relation or failure class. */
  long count(String what) {
    LongAdder sum = byClass.get(what);
    return sum == null ? 0 : sum.sum();
  }

  String of(RuleMessage message) {
    return outcomes.get(message.id());
  }

  int ended() {
    return outcomes.size();
  }

  /** Waits until so many messages ended, and checks that none ended twice. */
  void await(int messages, Duration patience) {
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(outcomes).as(byClass.toString()).hasSize(messages));
    assertThat(doubles.sum()).as("second outcomes").isZero();
  }
}

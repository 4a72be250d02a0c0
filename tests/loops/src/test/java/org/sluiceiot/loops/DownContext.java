package org.sluiceiot.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.FakeObserver;

/**
 * The rule chain around a downlink: counts what leaves it, and keeps what does not leave along
 * {@code Success}. Safe for any thread.
 */
final class DownContext implements RuleNodeContext {
  /** Messages on their way before deliveries wait: less than the node's queue holds. */
  private static final int MOST = 5_000;

  private final Owner self;
  private final Host host;
  private final FakeObserver observer = new FakeObserver();
  private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> relations = new ConcurrentHashMap<>();
  private final Queue<RuleMessage> others = new ConcurrentLinkedQueue<>();

  DownContext(Owner self, Host host) {
    this.self = self;
    this.host = host;
  }

  /** Call before the message is handed to the node; done when more may come. */
  CompletionStage<Void> expect(RuleMessage message) {
    CompletableFuture<Void> left = new CompletableFuture<>();
    waiting.put(message.id(), left);
    return waiting.size() < MOST ? CompletableFuture.completedFuture(null) : left;
  }

  @Override
  public Owner self() {
    return self;
  }

  @Override
  public void complete(RuleMessage message, String relation) {
    left(message, relation);
  }

  @Override
  public void fail(RuleMessage message, Throwable cause) {
    left(message, FAILURE);
  }

  private void left(RuleMessage message, String relation) {
    relations.computeIfAbsent(relation, key -> new LongAdder()).increment();
    if (!relation.equals(SUCCESS)) {
      others.add(message);
    }
    CompletableFuture<Void> left = waiting.remove(message.id());
    if (left != null) {
      left.complete(null);
    }
  }

  /** How many messages left along a relation. */
  long count(String relation) {
    LongAdder count = relations.get(relation);
    return count == null ? 0 : count.sum();
  }

  /** Messages that did not leave along {@code Success}. */
  List<RuleMessage> others() {
    return new ArrayList<>(others);
  }

  @Override
  public FakeObserver observer() {
    return observer;
  }

  @Override
  public Host host() {
    return host;
  }
}

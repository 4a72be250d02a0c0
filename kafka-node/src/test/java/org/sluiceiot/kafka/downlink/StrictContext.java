package org.sluiceiot.kafka.downlink;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeObserver;

/**
 * A host that looks, whenever it is called, whether its caller holds a lock: it could wait for
 * another thread that needs that lock. Counts the outcomes of each message. Safe for any thread.
 */
public final class StrictContext implements RuleNodeContext, Observer {
  private final Owner self = FakeHost.owner("strict");
  private final FakeObserver observer = new FakeObserver();
  private final Set<String> underLock = ConcurrentHashMap.newKeySet();
  private final List<RuleMessage> outcomes = new CopyOnWriteArrayList<>();
  private final Map<UUID, Integer> counts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Host host;

  public StrictContext(Host host) {
    this.host = host;
  }

  private void called(String what) {
    // To find the owners of locks the JVM walks its whole heap: not for every one of thousands.
    int call = calls.computeIfAbsent(what, w -> new AtomicInteger()).getAndIncrement();
    if (call > 10 && call % 100 != 0) {
      return;
    }
    ThreadInfo caller =
        ManagementFactory.getThreadMXBean()
            .getThreadInfo(new long[] {Thread.currentThread().getId()}, true, true)[0];
    Arrays.stream(caller.getLockedMonitors())
        .map(MonitorInfo::getClassName)
        .filter(name -> name.startsWith("org.sluiceiot.kafka"))
        .forEach(name -> underLock.add(what + " under the monitor of " + name));
    if (caller.getLockedSynchronizers().length > 0) {
      underLock.add(what + " under " + Arrays.toString(caller.getLockedSynchronizers()));
    }
  }

  @Override
  public Owner self() {
    return self;
  }

  @Override
  public void complete(RuleMessage message, String relation) {
    called("complete");
    ended(message);
  }

  @Override
  public void fail(RuleMessage message, Throwable cause) {
    called("fail");
    ended(message);
  }

  private void ended(RuleMessage message) {
    counts.merge(message.id(), 1, Integer::sum);
    outcomes.add(message);
  }

  @Override
  public Observer observer() {
    return this;
  }

  @Override
  public void state(State state, String reason) {
    called("state");
    observer.state(state, reason);
  }

  @Override
  public void event(Event event) {
    called("event");
    observer.event(event);
  }

  @Override
  public boolean debugging() {
    called("debugging");
    return false;
  }

  @Override
  public Metrics metrics() {
    return observer.metrics();
  }

  @Override
  public Host host() {
    return host;
  }

  /** What was reported. */
  public FakeObserver reported() {
    return observer;
  }

  /** Calls that came while the caller held a lock; empty when all is well. */
  public Set<String> underLock() {
    return Set.copyOf(underLock);
  }

  /** Blocks until so many messages have ended, each once. */
  public List<RuleMessage> await(int messages) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> counts.size() == messages);
    if (counts.values().stream().anyMatch(count -> count != 1)) {
      throw new AssertionError("messages with several outcomes: " + counts);
    }
    return List.copyOf(outcomes);
  }

  /** Alarms of one kind of incident, in order. */
  public List<Event> alarms(String incident) {
    return observer.events(Event.Kind.ALARM).stream()
        .filter(event -> incident.equals(event.details().get("incident")))
        .toList();
  }

  /** The event that ended an incident of this kind; fails when there is none after a minute. */
  public Event awaitResolved(String incident) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                observer.events(Event.Kind.LIFECYCLE).stream()
                    .filter(event -> incident.equals(event.details().get("incident")))
                    .filter(event -> "resolved".equals(event.details().get("phase")))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }
}

package org.sluiceiot.platform.owner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;

/**
 * One integration or node while it runs: what it reported and what the host decided about it. Safe
 * for any thread. The lock guards state, reason and the rate of events; nothing is called under it.
 */
public final class RunningOwner implements Observer {
  /** Error and payload events kept per second; the others come once per incident. */
  private static final int PER_SECOND = 20;

  private final Owner owner;

  /** Null when events are not kept; likewise incidents. */
  private final EventLog events;

  private final OpenIncidents incidents;

  private final Clock clock;
  private final OwnerMetrics metrics;
  private volatile boolean ended;
  private State state = State.STARTING;
  private String reason = "";
  private volatile Instant debugUntil = Instant.EPOCH;
  private long rateSecond;
  private int inRateSecond;

  RunningOwner(
      Owner owner, EventLog events, OpenIncidents incidents, Clock clock, OwnerMetrics metrics) {
    this.incidents = incidents;
    this.metrics = metrics;
    this.owner = owner;
    this.events = events;
    this.clock = clock;
  }

  /** One whose events are not kept. */
  RunningOwner(Owner owner, OwnerMetrics metrics) {
    this(owner, null, null, Clock.systemUTC(), metrics);
  }

  public Owner owner() {
    return owner;
  }

  OwnerMetrics ownMetrics() {
    return metrics;
  }

  @Override
  public void state(State next, String why) {
    synchronized (this) {
      if (state == next && reason.equals(why)) {
        return;
      }
      state = next;
      reason = why;
      notifyAll();
    }
    Event.Kind kind = next == State.REFUSED ? Event.Kind.ALARM : Event.Kind.LIFECYCLE;
    String name = next.name().toLowerCase(java.util.Locale.ROOT);
    event(Event.of(kind, why.isEmpty() ? name : name + ": " + why));
  }

  @Override
  public void event(Event event) {
    if (incidents != null && (!ended || ofHost(event))) {
      incidents.follow(owner, event, clock.instant());
    }
    boolean perMessage = event.kind() == Event.Kind.ERROR || event.kind() == Event.Kind.DEBUG;
    if (events != null && (!perMessage || withinRate())) {
      events.record(owner, event);
    }
  }

  /** Whether the host tells it of the owner, also when that does not run. */
  private static boolean ofHost(Event event) {
    return Restarts.INCIDENT.equals(event.details().get("incident"));
  }

  /**
   * It no longer runs: what it told of as lasting is over, except for what the host itself tells of
   * owners that do not run.
   */
  void end() {
    ended = true;
    for (OpenIncidents.OpenIncident open : incidents.of(owner)) {
      if (!open.name().equals(Restarts.INCIDENT)) {
        Map<String, String> details =
            Map.of(
                "incident", open.name(),
                "phase", "resolved",
                "since", open.since().toString(),
                "count", Long.toString(open.count()));
        Event over = new Event(Event.Kind.LIFECYCLE, "stopped during: " + open.text(), details);
        incidents.follow(owner, over, clock.instant());
        event(over);
      }
    }
  }

  /** A storm of failures must not become a storm of writes: the counters tell its size. */
  private synchronized boolean withinRate() {
    long second = clock.millis() / 1000;
    if (second != rateSecond) {
      rateSecond = second;
      inRateSecond = 0;
    }
    return ++inRateSecond <= PER_SECOND;
  }

  @Override
  public boolean debugging() {
    return clock.instant().isBefore(debugUntil);
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }

  /** Asks for payload events from now on, or no longer when the duration is zero. */
  public void debugFor(Duration duration) {
    debugUntil = clock.instant().plus(duration);
  }

  /** Sum of the counters of this name. */
  public long total(String counter) {
    return metrics.total(counter);
  }

  /** How it is doing now; asks the owner's gauges, outside of the lock. */
  public Status status() {
    Map<String, Number> counters = metrics.values();
    synchronized (this) {
      return new Status(owner.id(), state, reason, counters, debugging() ? debugUntil : null);
    }
  }

  /**
   * @param counters all metrics by name
   * @param debugUntil null while no payload events are wanted
   */
  public record Status(
      String owner, State state, String reason, Map<String, Number> counters, Instant debugUntil) {}

  /**
   * Waits until the state is no longer {@link State#STARTING}.
   *
   * @return the state then, or {@code STARTING} after the timeout
   */
  public Status awaitStart(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (this) {
      long left = timeout.toNanos();
      while (state == State.STARTING && left > 0) {
        wait(Math.max(1, left / 1_000_000));
        left = deadline - System.nanoTime();
      }
    }
    return status();
  }
}

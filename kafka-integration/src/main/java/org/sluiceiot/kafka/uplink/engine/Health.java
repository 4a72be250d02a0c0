package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.guard.breaker.Hold;

/** Tells the host how the integration is doing, from its progress. Safe for any thread. */
final class Health {
  private static final long TOO_OLD = Duration.ofMinutes(1).toNanos();

  private final Observer observer;
  private final Assignment assignment;
  private volatile boolean ranBefore;

  Health(Observer observer, Assignment assignment) {
    this.observer = observer;
    this.assignment = assignment;
  }

  void starting() {
    observer.state(State.STARTING, "connecting");
  }

  /** A turn of the loop went well. */
  void progress(boolean connected, Hold hold, ClusterGate gate) {
    String hindrance = hindrance(connected, hold, gate);
    if (!hindrance.isEmpty()) {
      observer.state(State.DEGRADED, hindrance);
      return;
    }
    ranBefore = true;
    observer.state(State.RUNNING, gate.warning());
  }

  private String hindrance(boolean connected, Hold hold, ClusterGate gate) {
    if (hold == Hold.OPEN) {
      return "paused: the loop guard found a loop";
    }
    if (!connected) {
      return gate.away().isEmpty() ? "no broker can be reached" : gate.away();
    }
    long now = System.nanoTime();
    for (PartitionWork work : assignment.all()) {
      String why = work.obstacle().isEmpty() ? work.trouble() : work.obstacle();
      if (!why.isEmpty()) {
        return work + ": " + why;
      }
      if (work.oldestAge(now) > TOO_OLD) {
        return work + ": the host has not acknowledged a record for a minute";
      }
    }
    return "";
  }

  /** The loop cannot do its work at the moment. */
  void trouble(String text) {
    observer.state(ranBefore ? State.DEGRADED : State.STARTING, text);
  }

  void refused(String text) {
    observer.state(State.REFUSED, text);
  }

  void stopped() {
    observer.state(State.STOPPED, "");
  }

  void alarm(String text) {
    observer.event(Event.of(Event.Kind.ALARM, text));
  }

  void lifecycle(String text) {
    observer.event(Event.of(Event.Kind.LIFECYCLE, text));
  }
}

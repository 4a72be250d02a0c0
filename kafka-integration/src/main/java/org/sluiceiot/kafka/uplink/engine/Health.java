package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.guard.Registration;
import org.sluiceiot.kafka.guard.Verdict;

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
  void progress(boolean connected, String paused, Registration guard) {
    String hindrance = hindrance(connected, paused);
    if (!hindrance.isEmpty()) {
      observer.state(State.DEGRADED, hindrance);
      return;
    }
    ranBefore = true;
    Verdict verdict = guard.verdict();
    observer.state(State.RUNNING, verdict.kind() == Verdict.Kind.WARNED ? verdict.text() : "");
  }

  private String hindrance(boolean connected, String paused) {
    if (!paused.isEmpty()) {
      return "paused: " + paused;
    }
    if (!connected) {
      return "no broker can be reached";
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

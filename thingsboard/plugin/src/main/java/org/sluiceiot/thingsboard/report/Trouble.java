package org.sluiceiot.thingsboard.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.sluiceiot.api.host.Incident;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.thingsboard.runtime.BackgroundWork;

/**
 * Makes an {@link Incident} of a node's states: trouble begins with one that hinders, is looked at
 * again every minute while it lasts, and is over after some calm; after a configured time it is
 * also a failed life-cycle event. A node that does not connect from its start is in trouble too.
 * Safe for any thread.
 */
final class Trouble {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  /** So long it must be well before it is over: some troubles come and go within a second. */
  private static final Duration CALM = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final String NOT_CONNECTED = "Kafka has not answered yet";

  private final Supplier<StateReport> present;
  private final EventsTab tab;
  private final BackgroundWork background;
  private final Clock clock;
  private final Duration failedAfter;
  private final Incident incident;
  private State state = State.STARTING;
  private String reason = "";
  private Instant since;
  private boolean failed;
  private Future<?> next;
  private boolean ended;

  /**
   * @param observer told of the alarms
   * @param present the node's present state; may be asked under this object's lock
   * @param failedAfter how long it may last before the life cycle says that the node failed
   */
  Trouble(
      Observer observer,
      Supplier<StateReport> present,
      EventsTab tab,
      BackgroundWork background,
      Clock clock,
      Duration failedAfter) {
    this.present = present;
    this.tab = tab;
    this.background = background;
    this.clock = clock;
    this.failedAfter = failedAfter;
    this.incident = new Incident(observer, clock, "state");
  }

  /**
   * The node's state is another one. It is asked for here, since two threads that tell of a change
   * may come in another order than the changes did.
   */
  void changed() {
    State now;
    synchronized (this) {
      if (ended) {
        return;
      }
      StateReport report = present.get();
      state = report.state();
      reason = report.reason();
      now = state;
    }
    switch (now) {
      case RUNNING -> well();
      case STOPPED -> clear();
      case STARTING -> connecting();
      default -> occurred();
    }
  }

  private void well() {
    if (incident.open()) {
      lookIn(CALM);
    } else {
      over();
    }
  }

  private void connecting() {
    if (incident.open()) {
      occurred();
    } else {
      lookIn(TO_CONNECT);
    }
  }

  private void occurred() {
    boolean atOnce;
    synchronized (this) {
      since = since == null ? clock.instant() : since;
      atOnce = state == State.REFUSED;
    }
    incident.occurred(text());
    if (atOnce) {
      failed();
    }
    lookIn(failedAfter.compareTo(LOOK) < 0 ? failedAfter : LOOK);
  }

  private synchronized String text() {
    return reason.isEmpty() ? NOT_CONNECTED : reason;
  }

  /** Looks whether it still lasts, on the thread that writes events. */
  private void look() {
    State now;
    synchronized (this) {
      if (ended) {
        return;
      }
      now = state;
    }
    if (now == State.RUNNING) {
      over();
    } else if (now != State.STOPPED) {
      stillLasts();
    }
  }

  private void stillLasts() {
    boolean due;
    synchronized (this) {
      Instant now = clock.instant();
      since = since == null ? now : since;
      due = !failed && !now.isBefore(since.plus(failedAfter));
    }
    if (incident.open()) {
      incident.lasts(text());
    } else {
      incident.occurred(text());
    }
    if (due) {
      failed();
    }
    lookIn(nextLook());
  }

  /** At the next minute, or when it is time for the life-cycle event. */
  private synchronized Duration nextLook() {
    Duration left = Duration.between(clock.instant(), since.plus(failedAfter));
    boolean sooner = !failed && left.compareTo(LOOK) < 0;
    return sooner ? left.isNegative() ? Duration.ZERO : left.plusMillis(1) : LOOK;
  }

  private void failed() {
    String text;
    synchronized (this) {
      failed = true;
      text = state + ": " + text();
    }
    tab.lifecycle("FAILED", text);
  }

  private void over() {
    boolean wasFailed;
    synchronized (this) {
      if (state != State.RUNNING) {
        return;
      }
      wasFailed = failed;
      clear();
    }
    incident.resolved("it works again");
    if (wasFailed) {
      tab.lifecycle("RECOVERED", null);
    }
  }

  /** Nothing is told any more, whatever is still on its way here. */
  synchronized void end() {
    ended = true;
    clear();
  }

  private synchronized void clear() {
    failed = false;
    since = null;
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  private synchronized void lookIn(Duration delay) {
    if (ended || state == State.STOPPED) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    next = background.later(delay, this::look);
  }

  /** How long it has lasted, in seconds; zero while all is well. */
  synchronized double seconds() {
    return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1000.0;
  }
}

package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.kafka.guard.breaker.Hold;

/**
 * Tells the host how the integration is doing, from its progress: running only while records are
 * really read. Used by the polling thread, except {@link #starting} and {@link #refused}.
 */
final class UplinkHealth {
  private static final long TOO_OLD = Duration.ofMinutes(1).toNanos();

  /** A broker that restarts or hangs up an idle connection is back before this. */
  private static final long AWAY = Duration.ofSeconds(3).toNanos();

  /** So long after the last record that could not be read the next one is a new incident. */
  private static final long CALM = Duration.ofMinutes(1).toNanos();

  private static final long REMINDER = Duration.ofMinutes(1).toNanos();

  /** The first answer of the broker that leads a partition takes no longer than this. */
  private static final long UNANSWERED = Duration.ofSeconds(10).toNanos();

  private final Observer observer;
  private final Assignment assignment;
  private final Alarms alarms;
  private volatile boolean ranBefore;
  private boolean lost;
  private long lostSince;
  private long toldAway;
  private long lastUnreadable;

  UplinkHealth(Observer observer, Assignment assignment, Alarms alarms) {
    this.observer = observer;
    this.assignment = assignment;
    this.alarms = alarms;
  }

  /**
   * What a session can say of itself.
   *
   * @param missing of what the subscription names, or empty
   * @param joined whether the group has given it its share
   * @param careful whether it reads one record at a time after an error
   */
  record Progress(boolean connected, boolean joined, boolean careful, String missing) {}

  void starting() {
    observer.state(State.STARTING, "connecting");
  }

  /** A turn of the loop went well. */
  void progress(Progress progress, Hold hold, ClusterGate gate) {
    connection(progress.connected(), gate);
    String hindrance = hindrance(progress, hold, gate);
    if (!hindrance.isEmpty()) {
      boolean starting = !ranBefore && progress.connected() && progress.missing().isEmpty();
      observer.state(starting && !progress.joined() ? State.STARTING : State.DEGRADED, hindrance);
      return;
    }
    ranBefore = true;
    alarms.work().resolved("records are read again");
    if (alarms.unreadable().open() && System.nanoTime() - lastUnreadable > CALM) {
      alarms.unreadable().resolved("every record could be read since");
    }
    observer.state(State.RUNNING, assignment.all().isEmpty() ? idle(gate) : gate.warning());
  }

  private static String idle(ClusterGate gate) {
    return gate.warning().isEmpty()
        ? "stands by: other members of the group read all partitions"
        : gate.warning();
  }

  private String hindrance(Progress progress, Hold hold, ClusterGate gate) {
    if (hold == Hold.OPEN) {
      return "paused: the loop guard found a loop";
    }
    if (!progress.connected()) {
      return awayText(gate);
    }
    if (!progress.missing().isEmpty()) {
      return progress.missing();
    }
    if (!progress.joined()) {
      return gate.unresolved().isEmpty()
          ? "waits for the group to share out the partitions"
          : gate.unresolved();
    }
    String partition = partition(progress, gate);
    return partition.isEmpty() && progress.careful()
        ? "reads one record at a time, since reading broke off"
        : partition;
  }

  private String partition(Progress progress, ClusterGate gate) {
    long now = System.nanoTime();
    boolean stopped = false;
    String why = "";
    for (PartitionWork work : assignment.all()) {
      stopped |= work.obstacle().kind() == Obstacle.Kind.STOPPED;
      if (why.isEmpty()) {
        why = hindrance(work, progress, gate, now);
      }
    }
    if (!stopped) {
      alarms.stopped().resolved("no partition is stopped any more");
    }
    return why;
  }

  private static String hindrance(
      PartitionWork work, Progress progress, ClusterGate gate, long now) {
    String why = work.hindrance();
    if (!why.isEmpty()) {
      return work + ": " + why;
    }
    if (work.oldestAge(now) > TOO_OLD) {
      return work + ": the host has not acknowledged a record for a minute";
    }
    if (!progress.careful() && work.unanswered(now) > UNANSWERED) {
      return gate.unresolved().isEmpty()
          ? work + ": the broker that leads it does not answer"
          : gate.unresolved();
    }
    return "";
  }

  private static String awayText(ClusterGate gate) {
    return gate.away().isEmpty() ? "no broker can be reached" : gate.away();
  }

  private void connection(boolean connected, ClusterGate gate) {
    if (connected) {
      lost = false;
      alarms.broker().resolved("the broker is reached again");
      return;
    }
    long now = System.nanoTime();
    if (!lost) {
      lost = true;
      lostSince = now;
    }
    if (now - lostSince > AWAY) {
      away(awayText(gate));
    }
  }

  /** The broker cannot be reached: an alarm, and again each minute for its count. */
  void away(String text) {
    long now = System.nanoTime();
    if (!alarms.broker().open() || now - toldAway > REMINDER) {
      toldAway = now;
      alarms.broker().occurred(text);
    }
  }

  /** The loop cannot do its work at the moment. */
  void trouble(String text) {
    observer.state(ranBefore ? State.DEGRADED : State.STARTING, text);
  }

  /** What is to be read does not exist. */
  void missing(String text) {
    observer.state(State.DEGRADED, text);
  }

  /** An error ended the loop's work. */
  void failed(String text, long millisToNext) {
    String when =
        millisToNext < 1000
            ? "it begins again at once"
            : "it begins again in %d s".formatted(TimeUnit.MILLISECONDS.toSeconds(millisToNext));
    observer.state(State.FAILED, text + "; " + when);
    alarms.work().occurred(text);
  }

  /** A record was set aside since its bytes cannot be had. */
  void unreadable(String text) {
    lastUnreadable = System.nanoTime();
    alarms.unreadable().occurred(text);
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

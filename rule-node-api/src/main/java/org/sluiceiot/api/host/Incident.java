package org.sluiceiot.api.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One kind of trouble of one owner (a broker that is away, a buffer that drops), told as one alarm
 * however often it occurs: when it begins, at most once a minute when its reason is another one,
 * once an hour while it lasts, and when it is over, each with how often it occurred since it began.
 *
 * <p>Safe for any thread. The observer is called outside of the lock, so callers may not hold one
 * of their own either.
 */
public final class Incident {
  private static final Duration CHANGE = Duration.ofMinutes(1);
  private static final Duration REMINDER = Duration.ofHours(1);

  private final Observer observer;
  private final Clock clock;
  private final String name;
  private Instant since;
  private Instant told;
  private String reason;
  private long count;

  /**
   * @param name of the kind of trouble, as in the event's detail {@code incident}: lower case
   */
  public Incident(Observer observer, Clock clock, String name) {
    this.observer = Objects.requireNonNull(observer, "observer");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.name = Objects.requireNonNull(name, "name");
  }

  /**
   * It occurred.
   *
   * @param reason one sentence for the user, secrets redacted
   */
  public void occurred(String reason) {
    occurred(reason, 1);
  }

  /**
   * It occurred several times at once.
   *
   * @param reason one sentence for the user, secrets redacted
   * @param times at least 1
   */
  public void occurred(String reason, long times) {
    Event event = note(reason, times);
    if (event != null) {
      observer.event(event);
    }
  }

  /**
   * It still lasts, found by looking again: told when its reason is another one or a reminder is
   * due, and not counted. Without effect when nothing had occurred.
   *
   * @param reason one sentence for the user, secrets redacted
   */
  public void lasts(String reason) {
    Event event = open() ? note(reason, 0) : null;
    if (event != null) {
      observer.event(event);
    }
  }

  /**
   * It is over; without effect when nothing had occurred.
   *
   * @param text one sentence that says so
   */
  public void resolved(String text) {
    Event event = end(text);
    if (event != null) {
      observer.event(event);
    }
  }

  /** Whether it lasts. */
  public synchronized boolean open() {
    return since != null;
  }

  private synchronized Event note(String given, long times) {
    Instant now = clock.instant();
    if (times == 0 && since == null) {
      return null; // it ended just now
    }
    count += times;
    if (since == null) {
      since = now;
      return alarm("opened", given, now);
    }
    Duration silent = Duration.between(told, now);
    if (!given.equals(reason) && silent.compareTo(CHANGE) >= 0) {
      return alarm("changed", given, now);
    }
    return silent.compareTo(REMINDER) >= 0 ? alarm("lasts", given, now) : null;
  }

  private Event alarm(String phase, String given, Instant now) {
    reason = given;
    told = now;
    String text = phase.equals("opened") ? given : given + " (" + times() + ")";
    return new Event(Event.Kind.ALARM, text, details(phase));
  }

  private synchronized Event end(String text) {
    if (since == null) {
      return null;
    }
    Event event = new Event(Event.Kind.LIFECYCLE, text + " (" + times() + ")", details("resolved"));
    since = null;
    told = null;
    reason = null;
    count = 0;
    return event;
  }

  private String times() {
    return count == 1 ? "once since " + since : count + " times since " + since;
  }

  private Map<String, String> details(String phase) {
    return Map.of(
        "incident", name, "phase", phase, "since", since.toString(), "count", Long.toString(count));
  }
}

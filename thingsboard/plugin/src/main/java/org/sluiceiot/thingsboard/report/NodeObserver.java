package org.sluiceiot.thingsboard.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;

/**
 * Tells of a node in every way that ThingsBoard offers: its Events tab and its rule chain for the
 * tenant, the log and JMX for the operator. The log carries the name that the node has now: a
 * renamed node is not restarted. Safe for any thread; never throws.
 */
public final class NodeObserver implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger("org.sluiceiot.node");
  private static final Duration SAME_ALARM = Duration.ofMinutes(1);
  private static final int MOST_BEFORE_START = 10;

  private final Supplier<String> who;
  private final Clock clock;
  private final EventsTab tab;
  private final AlarmMessages alarms;
  private final RecordEvents records;
  private final Trouble trouble;
  private final Meters meters = new Meters();
  private final List<Event> beforeStart = new ArrayList<>();
  private StateReport seen = new StateReport(State.STARTING, "");
  private boolean started;
  private boolean ended;
  private String lastAlarm = "";
  private Instant lastAlarmAt = Instant.MIN;

  NodeObserver(Reporting reporting, EventsTab tab, AlarmMessages alarms, RecordEvents records) {
    this.who = reporting.who();
    this.clock = reporting.clock();
    this.tab = tab;
    this.alarms = alarms;
    this.records = records;
    this.trouble =
        new Trouble(
            this,
            this::present,
            tab,
            reporting.background(),
            reporting.clock(),
            reporting.failedAfter());
    meters.gauge("trouble.seconds", trouble::seconds);
  }

  /** The node runs; until now its init error would have said what is wrong. */
  public void started() {
    List<Event> held;
    synchronized (this) {
      started = true;
      held = List.copyOf(beforeStart);
      beforeStart.clear();
    }
    held.forEach(event -> safely(() -> alarm(event)));
    safely(trouble::changed);
  }

  /** The node has ended: what its last threads still say of it is no news. */
  public void ended() {
    state(State.STOPPED, "");
    synchronized (this) {
      ended = true;
    }
    trouble.end();
  }

  /** Something about the configuration that a person should know and that stops nothing. */
  public void warning(String text) {
    safely(
        () -> {
          LOG.warn("{}: {}", who.get(), text);
          tab.error("warning", text);
        });
  }

  /**
   * @param source from topic, partition and offset of a record that failed to its payload
   */
  public void payloads(Function<Map<String, String>, Optional<String>> source) {
    if (records != null) {
      records.payloads(source);
    }
  }

  @Override
  public void state(State state, String reason) {
    StateReport now = new StateReport(state, reason);
    boolean tell;
    synchronized (this) {
      if (ended || now.equals(seen)) {
        return;
      }
      seen = now;
      tell = started;
      if (state == State.RUNNING) {
        lastAlarm = "";
      }
    }
    safely(() -> log(state, reason));
    if (tell) {
      safely(trouble::changed);
    }
  }

  private void log(State state, String reason) {
    String text = reason.isEmpty() ? state.name() : state.name() + ": " + reason;
    switch (state) {
      case REFUSED, FAILED -> LOG.error("{}: {}", who.get(), text);
      case DEGRADED -> LOG.warn("{}: {}", who.get(), text);
      default -> LOG.info("{}: {}", who.get(), text);
    }
  }

  @Override
  public void event(Event event) {
    safely(() -> told(event));
  }

  private void told(Event event) {
    switch (event.kind()) {
      case ALARM -> {
        LOG.error("{}: {} {}", who.get(), event.text(), event.details());
        alarm(event);
      }
      case ERROR -> {
        LOG.warn("{}: {} {}", who.get(), event.text(), event.details());
        if (records != null) {
          records.failed(event);
        }
      }
      case LIFECYCLE -> {
        LOG.info("{}: {} {}", who.get(), event.text(), event.details());
        if ("resolved".equals(event.details().get(AlarmMessages.PHASE))) {
          tab.error("resolved", event.text());
          alarms.tell(event.text(), event.details());
        }
      }
      case DEBUG -> {
        LOG.debug("{}: {} {}", who.get(), event.text(), event.details());
        if (records != null) {
          records.passed(event);
        }
      }
    }
  }

  /** The plugin may tell of one thing both as a state and as an alarm: once is enough. */
  private void alarm(Event event) {
    synchronized (this) {
      if (!started) {
        if (beforeStart.size() < MOST_BEFORE_START) {
          beforeStart.add(event);
        }
        return;
      }
      Instant now = clock.instant();
      if (event.text().equals(lastAlarm) && now.isBefore(lastAlarmAt.plus(SAME_ALARM))) {
        return;
      }
      lastAlarm = event.text();
      lastAlarmAt = now;
    }
    tab.error("alarm", event.text());
    alarms.tell(event.text(), event.details());
  }

  /** The callers are threads that own work: none may end because something cannot be told. */
  private static void safely(Runnable telling) {
    try {
      telling.run();
    } catch (Throwable e) {
      LOG.warn("Something about a node could not be told", e);
    }
  }

  @Override
  public boolean debugging() {
    return LOG.isDebugEnabled() || (records != null && records.wanted());
  }

  @Override
  public Metrics metrics() {
    return meters;
  }

  Meters meters() {
    return meters;
  }

  private synchronized StateReport present() {
    return seen;
  }

  /** The present state. */
  public synchronized State state() {
    return seen.state();
  }

  /** Why, in words; may be empty. */
  public synchronized String reason() {
    return seen.reason();
  }
}

package org.sluiceiot.thingsboard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.MutableClock;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.BackgroundWork;

/** Threads that tell of a state come when they come. */
class TroubleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeServer server = new FakeServer();
  private final BackgroundWork background = new BackgroundWork();
  private final AtomicReference<StateReport> present =
      new AtomicReference<>(new StateReport(State.STARTING, ""));
  private final List<Event> told = Collections.synchronizedList(new ArrayList<>());
  private final Trouble trouble =
      new Trouble(
          new Listener(),
          present::get,
          new EventsTab(server.node("kafka"), background),
          background,
          Clock.systemUTC(),
          Duration.ofMillis(50));

  private final class Listener implements Observer {
    @Override
    public void state(State state, String reason) {}

    @Override
    public void event(Event event) {
      told.add(event);
    }

    @Override
    public boolean debugging() {
      return false;
    }

    @Override
    public Metrics metrics() {
      return new Meters();
    }
  }

  @Test
  void aChangeToldLateDoesNotBringAnOldStateBack() {
    present.set(new StateReport(State.DEGRADED, "away"));
    present.set(new StateReport(State.RUNNING, ""));
    trouble.changed();
    trouble.changed();
    assertThat(told).isEmpty();
    assertThat(trouble.seconds()).isZero();
  }

  /** The alarm before was less than a minute ago, so that it waits; it used to wait for an hour. */
  @Test
  void aReasonThatChangedSoonAfterTheAlarmIsToldWhenItIsLookedAtAgain() {
    MutableClock clock = new MutableClock();
    Trouble patient =
        new Trouble(
            new Listener(),
            present::get,
            new EventsTab(server.node("kafka"), background),
            background,
            clock,
            Duration.ofSeconds(2));
    present.set(new StateReport(State.DEGRADED, "away"));
    patient.changed();
    clock.advance(Duration.ofSeconds(10));
    present.set(new StateReport(State.DEGRADED, "another reason"));
    patient.changed();
    assertThat(told).hasSize(1);
    clock.advance(Duration.ofSeconds(60));
    await().atMost(PATIENCE).until(() -> told.size() == 2);
    assertThat(told.get(1).text()).startsWith("another reason");
    assertThat(told.get(1).details()).containsEntry("phase", "changed");
    patient.end();
  }

  @Test
  void aChangeToldAfterTheEndStartsNothing() {
    present.set(new StateReport(State.DEGRADED, "away"));
    trouble.changed();
    assertThat(told).hasSize(1);
    await().atMost(PATIENCE).until(() -> !server.events().isEmpty());
    trouble.end();
    int before = server.events().size();
    present.set(new StateReport(State.DEGRADED, "another reason"));
    trouble.changed();
    assertThat(told).hasSize(1);
    assertThat(trouble.seconds()).isZero();
    assertThat(server.events()).hasSize(before);
  }
}

package org.sluiceiot.api.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTest {
  private final List<Event> events = new ArrayList<>();
  private final MovableClock clock = new MovableClock();
  private final Incident incident = new Incident(new Collecting(events), clock, "broker");

  @Test
  void tenThousandOccurrencesAreOneAlarm() {
    for (int i = 0; i < 10_000; i++) {
      incident.occurred("dropped message " + i);
    }
    assertThat(events).singleElement().extracting(Event::kind).isEqualTo(Event.Kind.ALARM);
    assertThat(incident.open()).isTrue();
  }

  @Test
  void itsEndSaysHowOftenItOccurred() {
    incident.occurred("away", 3);
    incident.occurred("away");
    clock.now = clock.now.plusSeconds(30);
    incident.resolved("is back");
    assertThat(events).hasSize(2);
    Event end = events.get(1);
    assertThat(end.kind()).isEqualTo(Event.Kind.LIFECYCLE);
    assertThat(end.text()).isEqualTo("is back (4 times since 2026-01-01T00:00:00Z)");
    assertThat(end.details()).containsEntry("phase", "resolved").containsEntry("count", "4");
    assertThat(incident.open()).isFalse();
  }

  @Test
  void anotherReasonIsToldAfterAMinuteAndTheSameAfterAnHour() {
    incident.occurred("no route");
    clock.now = clock.now.plusSeconds(30);
    incident.occurred("refused");
    assertThat(events).hasSize(1);
    clock.now = clock.now.plusSeconds(30);
    incident.occurred("refused");
    assertThat(events).hasSize(2);
    assertThat(events.get(1).details()).containsEntry("phase", "changed");
    clock.now = clock.now.plus(Duration.ofMinutes(59));
    incident.occurred("refused");
    assertThat(events).hasSize(2);
    clock.now = clock.now.plus(Duration.ofMinutes(1));
    incident.occurred("refused");
    assertThat(events.get(2).details()).containsEntry("phase", "lasts").containsEntry("count", "5");
  }

  @Test
  void whatIsSeenToLastIsToldAlikeAndNotCounted() {
    incident.lasts("no route");
    assertThat(events).isEmpty();
    incident.occurred("no route");
    incident.lasts("refused");
    clock.now = clock.now.plusSeconds(60);
    incident.lasts("refused");
    clock.now = clock.now.plus(Duration.ofHours(1));
    incident.lasts("refused");
    assertThat(events)
        .extracting(event -> event.details().get("phase"))
        .containsExactly("opened", "changed", "lasts");
    assertThat(events.get(2).details()).containsEntry("count", "1");
  }

  @Test
  void whatNeverBeganHasNoEndAndTheNextOneBeginsAnew() {
    incident.resolved("is back");
    assertThat(events).isEmpty();
    incident.occurred("away");
    incident.resolved("is back");
    incident.occurred("away");
    assertThat(events)
        .extracting(event -> event.details().get("phase"))
        .containsExactly("opened", "resolved", "opened");
    assertThat(events.get(2).details()).containsEntry("count", "1");
  }

  private record Collecting(List<Event> events) implements Observer {
    @Override
    public void state(State state, String reason) {}

    @Override
    public void event(Event event) {
      events.add(event);
    }

    @Override
    public boolean debugging() {
      return false;
    }

    @Override
    public Metrics metrics() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

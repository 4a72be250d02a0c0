package org.sluiceiot.kafka.uplink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.FakeObserver;
import org.sluiceiot.kafka.connection.Redaction;

class SafeObserverTest {
  /** Read by reflection. */
  public record Config(Secret password) {}

  private final FakeObserver observer = new FakeObserver();
  private final SafeObserver safe =
      new SafeObserver(observer, Redaction.of(new Config(new Secret("hunter2hunter2"))));

  @Test
  void noSecretIsToldInErrorsAlarmsAndStates() {
    safe.event(
        new Event(
            Event.Kind.ERROR,
            "t-0@7 failed: login hunter2hunter2 refused",
            Map.of("cause", "hunter2hunter2")));
    safe.event(Event.of(Event.Kind.ALARM, "password=other123, waits"));
    safe.state(State.DEGRADED, "hunter2hunter2 is wrong");
    assertThat(observer.events().toString() + observer.last())
        .doesNotContain("hunter2")
        .doesNotContain("other123")
        .contains("t-0@7 failed")
        .contains("waits")
        .contains("is wrong");
  }

  @Test
  void aSecretOfTheNodeItselfIsNotInAPayloadEither() {
    safe.event(
        new Event(
            Event.Kind.DEBUG,
            "raw: t-0@7",
            Map.of("kind", "raw", "payload", "a hunter2hunter2 b")));
    assertThat(observer.events().toString()).contains("a ******** b").doesNotContain("hunter2");
  }

  /** What else looks like a secret is the tenant's own data. */
  @Test
  void payloadsStayAsTheyAre() {
    Event payload = new Event(Event.Kind.DEBUG, "raw", Map.of("payload", "{\"token\":\"abc123\"}"));
    safe.event(payload);
    assertThat(observer.events()).containsExactly(payload);
  }
}

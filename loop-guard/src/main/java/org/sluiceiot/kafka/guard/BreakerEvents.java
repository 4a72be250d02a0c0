package org.sluiceiot.kafka.guard;

import java.time.Duration;
import java.util.Map;
import org.sluiceiot.api.config.Durations;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.kafka.guard.GuardCounters.Kind;
import org.sluiceiot.kafka.guard.breaker.Breaker;
import org.sluiceiot.kafka.guard.breaker.Writer;

/** Tells the owner of an uplink what its breaker does. */
final class BreakerEvents implements Breaker.Listener {
  private final Endpoint uplink;
  private final GuardCounters counters;

  BreakerEvents(Endpoint uplink, GuardCounters counters) {
    this.uplink = uplink;
    this.counters = counters;
  }

  @Override
  public void trial() {
    counters.add(Kind.TRIALS);
  }

  @Override
  public void opened(Writer guilty, Duration coolDown, boolean again) {
    counters.add(Kind.OPENED);
    String other = ((GuardedEndpoint) guilty).wordsFor(uplink.owner().tenant());
    tell(
        Event.Kind.ALARM,
        "%s is %s: what %s writes comes back to it without its path. Nothing is lost, the records wait in Kafka. Separate their topics, or filter in the rule chain; the next trial is in %s"
            .formatted(
                uplink.words(),
                again ? "still paused" : "paused",
                other,
                Durations.format(coolDown)),
        Map.of("uplink", uplink.owner().name(), "downlink", other));
  }

  @Override
  public void closed() {
    tell(Event.Kind.LIFECYCLE, uplink.words() + " flows again: nothing came back", Map.of());
  }

  private void tell(Event.Kind kind, String text, Map<String, String> details) {
    if (uplink.observer() != null) {
      uplink.observer().event(new Event(kind, text, details));
    }
  }
}

package org.sluiceiot.thingsboard.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sluiceiot.api.host.Event;

/**
 * Shows an uplink's records in its Events tab, as the node's debug settings ask: what came in, what
 * it was decoded to, and what failed. Bounded per minute, so that a fast topic does not fill the
 * event tables; what is left out is counted. Safe for any thread.
 */
final class RecordEvents {
  private static final int MOST_A_MINUTE = 1_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final EventsTab tab;
  private final Clock clock;
  private volatile Function<Map<String, String>, Optional<String>> payloads =
      details -> Optional.empty();
  private Instant window = Instant.MIN;
  private int shown;
  private long leftOut;

  RecordEvents(EventsTab tab, Clock clock) {
    this.tab = tab;
    this.clock = clock;
  }

  /**
   * @param source from topic, partition and offset of a record that failed to its payload
   */
  void payloads(Function<Map<String, String>, Optional<String>> source) {
    payloads = source;
  }

  boolean wanted() {
    return tab.showsAll();
  }

  /** A payload on its way. */
  void passed(Event event) {
    if (!tab.showsAll() || !room()) {
      return;
    }
    boolean in = "raw".equals(event.details().get("kind"));
    tab.debug(
        new RecordEvent(
            in ? "IN" : "OUT",
            in ? null : "Success",
            event.details().get("payload"),
            metadata(event),
            null));
  }

  /** A record failed. */
  void failed(Event event) {
    if (!tab.showsFailures() || !room()) {
      return;
    }
    String payload = payloads.apply(event.details()).orElse(null);
    tab.debug(new RecordEvent("OUT", "Failure", payload, metadata(event), event.text()));
  }

  private static String metadata(Event event) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("event", event.text());
    event.details().forEach(metadata::put);
    metadata.remove("payload");
    return metadata.toString();
  }

  private boolean room() {
    long missed = 0;
    boolean room;
    synchronized (this) {
      Instant now = clock.instant();
      if (now.isAfter(window.plus(WINDOW))) {
        window = now;
        shown = 0;
        missed = leftOut;
        leftOut = 0;
      }
      room = shown++ < MOST_A_MINUTE;
      leftOut += room ? 0 : 1;
    }
    if (missed > 0) {
      tab.error("debug", missed + " events of records were left out: more than 1000 a minute");
    }
    return room;
  }
}

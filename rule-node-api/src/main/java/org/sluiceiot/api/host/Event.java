package org.sluiceiot.api.host;

import java.util.Map;
import java.util.Objects;

/**
 * Something that happened, for a user to read.
 *
 * @param text one sentence; secrets already redacted
 * @param details named values (topic, partition, offset, payload …), secrets redacted; unmodifiable
 */
public record Event(Kind kind, String text, Map<String, String> details) {
  /** What an event is about. */
  public enum Kind {
    /** Started, stopped, re-connected. */
    LIFECYCLE,
    /** A record or message failed. */
    ERROR,
    /** A person should act: a partition is paused, data was dropped, a loop was found. */
    ALARM,
    /** A payload on its way; only while {@link Observer#debugging()}. */
    DEBUG
  }

  public Event {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
    details = Map.copyOf(details);
  }

  /** An event without details. */
  public static Event of(Kind kind, String text) {
    return new Event(kind, text, Map.of());
  }
}

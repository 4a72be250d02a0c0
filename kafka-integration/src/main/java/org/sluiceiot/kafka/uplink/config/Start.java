package org.sluiceiot.kafka.uplink.config;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.sluiceiot.api.config.Durations;

/** Where a group begins that has read nothing yet. */
public sealed interface Start {
  /** At the oldest record there is. */
  record Earliest() implements Start {}

  /** At records that come from now on. */
  record Latest() implements Start {}

  /** Nowhere by itself: a partition without a committed offset waits. */
  record Committed() implements Start {}

  /** At the first record not older than this. */
  record At(Instant time) implements Start {}

  /** At the first record not older than this much before the first start. */
  record Back(Duration duration) implements Start {}

  /**
   * @throws IllegalArgumentException none of the forms
   */
  static Start parse(String text) {
    String form = text.strip();
    return switch (form.toLowerCase(Locale.ROOT)) {
      case "earliest" -> new Earliest();
      case "latest" -> new Latest();
      case "committed" -> new Committed();
      default -> timeOrDuration(form);
    };
  }

  private static Start timeOrDuration(String text) {
    try {
      return new At(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return new Back(Durations.parse(text)); // not a time: then it must be a duration
    }
  }
}

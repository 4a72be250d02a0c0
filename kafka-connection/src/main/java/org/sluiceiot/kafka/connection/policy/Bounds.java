package org.sluiceiot.kafka.connection.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Bounds of property values: each says what is wrong, never repeating the value. */
final class Bounds {
  private Bounds() {}

  static Function<String, Optional<String>> number(long lowest, long highest) {
    String text = "must be a whole number from " + lowest + " to " + highest;
    return value -> {
      try {
        long number = Long.parseLong(value.strip());
        return number >= lowest && number <= highest ? Optional.empty() : Optional.of(text);
      } catch (NumberFormatException e) {
        return Optional.of(text);
      }
    };
  }

  static Function<String, Optional<String>> choice(String... allowed) {
    List<String> values = List.of(allowed);
    return value ->
        values.contains(value.strip())
            ? Optional.empty()
            : Optional.of("must be one of " + String.join(", ", values));
  }

  static Function<String, Optional<String>> text(String regex, String description) {
    Pattern pattern = Pattern.compile(regex);
    return value ->
        pattern.matcher(value.strip()).matches()
            ? Optional.empty()
            : Optional.of("must be " + description);
  }
}

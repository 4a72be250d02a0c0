package org.sluiceiot.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads and bounds single values. */
final class Scalars {
  private static final int LONGEST_TEXT = 1 << 20;

  private Scalars() {}

  /** Whether a default of this type is written as plain text rather than as JSON. */
  static boolean isTextual(Class<?> type) {
    return type == String.class
        || type == Secret.class
        || type == Duration.class
        || type == DataSize.class
        || type.isEnum();
  }

  static Object zero(Class<?> primitive) {
    if (primitive == int.class) {
      return 0;
    }
    return primitive == long.class ? (Object) 0L : (Object) 0.0;
  }

  /**
   * @param own whether the value is the property itself, not an element of a list or map, so that
   *     the property's bounds are about it
   */
  static Object read(JsonNode value, Class<?> type, Property property, boolean own, Problems at) {
    if (type == boolean.class || type == Boolean.class) {
      return value.isBoolean() ? value.booleanValue() : bad(at, "must be true or false");
    }
    if (type == int.class || type == Integer.class) {
      return value.isIntegralNumber() && value.canConvertToInt()
          ? bounded(value.intValue(), Integer::valueOf, property, at)
          : bad(at, "must be a whole number");
    }
    if (type == long.class || type == Long.class) {
      return value.isIntegralNumber() && value.canConvertToLong()
          ? bounded(value.longValue(), Long::valueOf, property, at)
          : bad(at, "must be a whole number");
    }
    if (type == double.class || type == Double.class) {
      return value.isNumber()
          ? bounded(value.doubleValue(), Double::valueOf, property, at)
          : bad(at, "must be a number");
    }
    return textual(value, type, property, own, at);
  }

  private static Object textual(
      JsonNode value, Class<?> type, Property property, boolean own, Problems at) {
    if (type == DataSize.class && value.isIntegralNumber()) {
      return parsed(value.asText(), DataSize::parse, property, at, "write 512KiB or 10MiB");
    }
    if (!value.isTextual()) {
      return bad(at, "must be a text");
    }
    String text = value.textValue();
    if (type == String.class) {
      return text(text, property, own, at);
    }
    if (type == Secret.class) {
      String checked = text(text, property, own, at);
      return checked == null ? null : new Secret(checked);
    }
    if (type == Duration.class) {
      return parsed(text, Durations::parse, property, at, "write 500ms, 5s, 2m, 1h or 7d");
    }
    if (type == DataSize.class) {
      return parsed(text, DataSize::parse, property, at, "write 512KiB or 10MiB");
    }
    if (type.isEnum()) {
      return constant(text, type, at);
    }
    throw new IllegalStateException("no reader for " + type);
  }

  private static String text(String text, Property property, boolean own, Problems at) {
    int before = at.count();
    if (text.length() > LONGEST_TEXT && (!own || property.max().isEmpty())) {
      at.add("is longer than " + LONGEST_TEXT + " characters", "shorten it");
    }
    if (own) {
      checkLength(text.length(), "characters", property, at);
    }
    if (!property.pattern().isEmpty() && !Pattern.matches(property.pattern(), text)) {
      at.add("does not match " + property.pattern(), property.help());
    }
    return at.count() > before ? null : text;
  }

  private static Object constant(String text, Class<?> type, Problems at) {
    String wanted = text.replace('-', '_').toUpperCase(Locale.ROOT);
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(wanted)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Scalars::nameOf).toList();
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    at.add("'" + shown + "' is not known", "use one of " + ConfigReader.join(names));
    return null;
  }

  /** An enum constant as it is written in JSON: lower case with hyphens. */
  static String nameOf(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T extends Comparable<T>> Object parsed(
      String text, Function<String, T> parser, Property property, Problems at, String remedy) {
    try {
      return bounded(parser.apply(text), parser, property, at);
    } catch (IllegalArgumentException e) {
      at.add(e.getMessage(), remedy);
      return null;
    }
  }

  private static <T extends Comparable<T>> T bounded(
      T value, Function<String, T> parser, Property property, Problems at) {
    String min = property.min();
    String max = property.max();
    if (!min.isEmpty() && value.compareTo(parser.apply(min)) < 0) {
      at.add("is below " + min, "use " + min + " or more");
    } else if (!max.isEmpty() && value.compareTo(parser.apply(max)) > 0) {
      at.add("is above " + max, "use " + max + " or less");
    }
    return value;
  }

  static void checkLength(int length, String what, Property property, Problems at) {
    if (!property.min().isEmpty() && length < Integer.parseInt(property.min())) {
      at.add("has fewer than " + property.min() + " " + what, property.help());
    }
    if (!property.max().isEmpty() && length > Integer.parseInt(property.max())) {
      at.add("has more than " + property.max() + " " + what, "shorten it");
    }
  }

  private static Object bad(Problems at, String text) {
    at.add(text, "");
    return null;
  }
}

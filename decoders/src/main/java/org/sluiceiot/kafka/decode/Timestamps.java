package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads moments in the forms that devices use. Immutable, safe for any thread. */
public final class Timestamps {
  /** How a moment is written. */
  public enum Format {
    /** A date is read as it is written; a number's unit is told from its size. */
    AUTO,
    ISO_8601,
    SECONDS,
    MILLIS,
    MICROS,
    NANOS
  }

  private static final int LONGEST = 64;
  private static final Timestamps ISO = new Timestamps(Format.ISO_8601, null, ZoneOffset.UTC);
  private static final Timestamps MILLIS = new Timestamps(Format.MILLIS, null, ZoneOffset.UTC);

  private final Format format;
  private final DateTimeFormatter pattern;
  private final ZoneId zone;

  /**
   * @param pattern of {@link DateTimeFormatter}, in English, in place of the format; or null
   * @param zone of dates that are written without one
   * @throws IllegalArgumentException the pattern is none
   */
  public Timestamps(Format format, String pattern, ZoneId zone) {
    this.format = format;
    this.pattern = pattern == null ? null : WrittenTimes.formatter(pattern);
    this.zone = zone;
  }

  /**
   * Milliseconds since 1970 as a number or a numeric text, or a date in a usual form.
   *
   * @param path asked for the message
   * @throws DecodeException none of these
   */
  static Instant millis(JsonNode node, Supplier<String> path) throws DecodeException {
    boolean written = node.isTextual() && !NumericTimes.number(node.textValue().strip());
    return (written ? ISO : MILLIS).read(node, path);
  }

  /**
   * Reads a moment.
   *
   * @param path of the value, asked for the message
   * @throws DecodeException it is not of this format, not plausible where the format is to be told
   *     from it, or beyond what hosts store: milliseconds in 64 bits
   */
  public Instant read(JsonNode node, Supplier<String> path) throws DecodeException {
    if (pattern == null && node.isIntegralNumber() && node.canConvertToLong()) {
      long millis = node.longValue();
      if (format == Format.MILLIS || format == Format.AUTO && NumericTimes.millis(millis)) {
        return Instant.ofEpochMilli(millis); // the usual case, without decimals
      }
    }
    JsonNode wrapped = WrappedTimes.millis(node);
    if (pattern == null && wrapped != null) {
      return millis(wrapped, path);
    }
    String text = node.isTextual() || node.isNumber() ? node.asText().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new DecodeException(path.get() + ": is not a time: " + shown(node.toString()));
    }
    try {
      return inMillis(moment(text));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new DecodeException(
          path.get() + ": is not a time (" + name() + "): " + text + hint(text), e);
    }
  }

  private Instant moment(String text) {
    if (pattern != null) {
      return WrittenTimes.read(text, pattern, zone);
    }
    if (format == Format.ISO_8601 || format == Format.AUTO && !NumericTimes.number(text)) {
      return WrittenTimes.read(text, zone);
    }
    return format == Format.AUTO
        ? NumericTimes.plausible(text, zone)
        : NumericTimes.instant(new BigDecimal(text).movePointLeft(3 * (format.ordinal() - 2)));
  }

  private static Instant inMillis(Instant moment) {
    moment.toEpochMilli();
    return moment;
  }

  private String hint(String text) {
    return pattern == null && format == Format.AUTO && NumericTimes.number(text)
        ? NumericTimes.explain(text)
        : "";
  }

  private String name() {
    return pattern != null
        ? "the pattern"
        : format.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String shown(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}

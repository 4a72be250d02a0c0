package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads moments in the forms that devices use. Stateless, safe for any thread. */
public final class Timestamps {
  /** How a moment is written. */
  public enum Format {
    /** Text is ISO-8601; a number's unit is told from its size. */
    AUTO,
    ISO_8601,
    SECONDS,
    MILLIS,
    MICROS,
    NANOS
  }

  private static final BigDecimal[] AUTO_LIMITS = {
    new BigDecimal("1e11"), new BigDecimal("1e14"), new BigDecimal("1e17")
  };
  private static final int[] DECIMALS = {0, 3, 6, 9};
  private static final long FIRST_MILLIS = 100_000_000_000L;
  private static final long FIRST_MICROS = 100_000_000_000_000L;
  private static final int LONGEST = 64;

  private Timestamps() {}

  /**
   * Milliseconds since 1970 as a number or a numeric text.
   *
   * @param path asked for the message
   * @throws DecodeException neither
   */
  static Instant millis(JsonNode node, Supplier<String> path) throws DecodeException {
    return read(node, Format.MILLIS, path);
  }

  /**
   * Reads a moment.
   *
   * @param path of the value, asked for the message
   * @throws DecodeException it is not of this format, or beyond what an Instant holds
   */
  public static Instant read(JsonNode node, Format format, Supplier<String> path)
      throws DecodeException {
    if ((format == Format.AUTO || format == Format.MILLIS)
        && node.isIntegralNumber()
        && node.canConvertToLong()) {
      long millis = node.longValue();
      if (millis >= FIRST_MILLIS && millis < FIRST_MICROS) {
        return Instant.ofEpochMilli(millis); // the usual case, without decimals
      }
    }
    String text = node.isTextual() || node.isNumber() ? node.asText().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new DecodeException(path.get() + ": is not a time: " + shown(node.toString()));
    }
    try {
      return inMillis(moment(text, format));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new DecodeException(path.get() + ": is not a time (" + name(format) + "): " + text, e);
    }
  }

  private static Instant moment(String text, Format format) {
    if (format == Format.ISO_8601 || (format == Format.AUTO && !number(text))) {
      return iso(text);
    }
    BigDecimal value = new BigDecimal(text);
    int decimals = DECIMALS[format == Format.AUTO ? unit(value) : format.ordinal() - 2];
    return instant(value.movePointLeft(decimals));
  }

  /** Hosts store milliseconds in a long: what is beyond them is no time of a device. */
  private static Instant inMillis(Instant moment) {
    moment.toEpochMilli();
    return moment;
  }

  private static int unit(BigDecimal value) {
    int unit = 0;
    while (unit < AUTO_LIMITS.length && value.abs().compareTo(AUTO_LIMITS[unit]) >= 0) {
      unit++;
    }
    return unit;
  }

  private static Instant instant(BigDecimal seconds) {
    if (seconds.abs().compareTo(AUTO_LIMITS[2]) > 0) {
      throw new ArithmeticException("too large");
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    long nanos = seconds.subtract(whole).movePointRight(9).longValue();
    return Instant.ofEpochSecond(whole.longValueExact(), nanos);
  }

  /** With an offset, or without one, which means UTC; a space may stand for the T. */
  private static Instant iso(String text) {
    String form = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    if (form.length() == 10) {
      form += "T00:00";
    }
    try {
      return OffsetDateTime.parse(form, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return LocalDateTime.parse(form).toInstant(ZoneOffset.UTC);
    }
  }

  private static boolean number(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || ".-+eE".indexOf(c) >= 0)
        && text.lastIndexOf('-') <= 0;
  }

  private static String name(Format format) {
    return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String shown(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}

package org.sluiceiot.kafka.decode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments that are written as date and time. Stateless, safe for any thread. */
final class WrittenTimes {
  private static final int NANO_DIGITS = 9;

  /** ISO 8601, extended and basic, and what is usually written for it. */
  private static final Pattern USUAL =
      Pattern.compile(
          "(\\d{4})([-/]?)(\\d{2})\\2(\\d{2})"
              + "(?:[T ](\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,](\\d+))?)?)?"
              + " *(Z|UTC|GMT)?([+-]\\d{2}(?::?\\d{2}){0,2})? *(UTC|GMT)?(?:\\[([^]]+)])?",
          Pattern.CASE_INSENSITIVE);

  /** A week or ordinal date in the place of the usual one. */
  private static final Pattern OTHER_DATE =
      Pattern.compile(
          "(?:(\\d{4}-?W\\d{2}-?[1-7])|(\\d{4}-\\d{3}))([T ].*)?", Pattern.CASE_INSENSITIVE);

  private WrittenTimes() {}

  /**
   * A pattern's formatter, in English and whatever the case.
   *
   * @throws IllegalArgumentException no pattern
   */
  static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /**
   * Reads by a pattern; a date without a time means its first moment.
   *
   * @param zone of what is written without one
   * @throws DateTimeException not of this pattern, or no date in it
   */
  static Instant read(String text, DateTimeFormatter pattern, ZoneId zone) {
    TemporalAccessor parsed = pattern.parse(text);
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null) {
      throw new DateTimeException("no date");
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneId written = parsed.query(TemporalQueries.zone());
    return date.atTime(time == null ? LocalTime.MIDNIGHT : time)
        .atZone(written == null ? zone : written)
        .toInstant();
  }

  /**
   * Reads the usual forms: ISO 8601 with a blank for the T, a comma for the point, offsets with and
   * without a colon, week and ordinal dates, UTC or GMT at the end; RFC 1123.
   *
   * @param zone of what is written without one
   * @throws DateTimeException none of them
   */
  static Instant read(String text, ZoneId zone) {
    Matcher usual = USUAL.matcher(text);
    if (usual.matches()) {
      return local(usual).atZone(zone(usual, zone)).toInstant();
    }
    Matcher other = OTHER_DATE.matcher(text);
    if (other.matches()) {
      return read(date(other) + (other.group(3) == null ? "" : other.group(3)), zone);
    }
    boolean named = text.indexOf(' ') > 0 && text.indexOf(':') > 0 && text.charAt(0) != '+';
    if (named) {
      String rfc = text.endsWith("UTC") ? text.substring(0, text.length() - 3) + "GMT" : text;
      return OffsetDateTime.parse(rfc, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
    return OffsetDateTime.parse(text).toInstant(); // years of more than four digits
  }

  private static LocalDate date(Matcher other) {
    if (other.group(2) != null) {
      return LocalDate.parse(other.group(2), DateTimeFormatter.ISO_ORDINAL_DATE);
    }
    String digits = other.group(1).toUpperCase(Locale.ROOT).replace("-", "").replace("W", "");
    String year = digits.substring(0, 4);
    String week = digits.substring(4, 6);
    return LocalDate.parse(
        year + "-W" + week + "-" + digits.substring(6), DateTimeFormatter.ISO_WEEK_DATE);
  }

  private static LocalDateTime local(Matcher usual) {
    LocalDate date = LocalDate.of(number(usual, 1), number(usual, 3), number(usual, 4));
    int hour = number(usual, 5);
    int minute = number(usual, 6);
    int second = number(usual, 7);
    String decimals = usual.group(8);
    int nanos = 0;
    if (decimals != null) {
      nanos = Integer.parseInt((decimals + "00000000").substring(0, NANO_DIGITS));
    }
    if (hour == 24 && minute == 0 && second == 0 && nanos == 0) {
      return date.plusDays(1).atStartOfDay();
    }
    return second == 60 // a leap second, which Java's time does not have
        ? date.atTime(hour, minute, 59, nanos).plusSeconds(1)
        : date.atTime(hour, minute, second, nanos);
  }

  private static int number(Matcher usual, int group) {
    String digits = usual.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static ZoneId zone(Matcher usual, ZoneId otherwise) {
    if (usual.group(10) != null) {
      return ZoneOffset.of(usual.group(10).replace(":", ""));
    }
    if (usual.group(9) != null || usual.group(11) != null) {
      return ZoneOffset.UTC;
    }
    return usual.group(12) == null ? otherwise : ZoneId.of(usual.group(12));
  }
}

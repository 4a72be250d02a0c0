package org.sluiceiot.kafka.decode.tbel;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * {@code Date} as TBEL scripts know it: like JavaScript's, but months and weekdays count from 1.
 * Used by one execution.
 */
public final class ScriptDate extends ScriptDateFields {
  private static final int NANOS = 1_000_000;
  private static final String NEUTRAL = "und";

  public ScriptDate() {
    super(Instant.now());
  }

  public ScriptDate(long millis) {
    super(Instant.ofEpochMilli(millis));
  }

  /** ISO-8601, or RFC 1123. */
  public ScriptDate(String text) {
    super(ScriptDateText.parse(text));
  }

  public ScriptDate(String text, String pattern) {
    this(text, pattern, Locale.getDefault().toLanguageTag());
  }

  public ScriptDate(String text, String pattern, String locale) {
    this(text, pattern, locale, ZoneId.systemDefault().getId());
  }

  public ScriptDate(String text, String pattern, String locale, String zone) {
    super(ScriptDateText.parse(text, pattern, Locale.forLanguageTag(locale), ZoneId.of(zone)));
  }

  public ScriptDate(int year, int month, int date) {
    this(year, month, date, 0, 0, 0, 0, null);
  }

  public ScriptDate(int year, int month, int date, String zone) {
    this(year, month, date, 0, 0, 0, 0, zone);
  }

  public ScriptDate(int year, int month, int date, int hours, int minutes) {
    this(year, month, date, hours, minutes, 0, 0, null);
  }

  public ScriptDate(int year, int month, int date, int hours, int minutes, String zone) {
    this(year, month, date, hours, minutes, 0, 0, zone);
  }

  public ScriptDate(int year, int month, int date, int hours, int minutes, int seconds) {
    this(year, month, date, hours, minutes, seconds, 0, null);
  }

  public ScriptDate(
      int year, int month, int date, int hours, int minutes, int seconds, String zone) {
    this(year, month, date, hours, minutes, seconds, 0, zone);
  }

  public ScriptDate(
      int year, int month, int date, int hours, int minutes, int seconds, int millis) {
    this(year, month, date, hours, minutes, seconds, millis, null);
  }

  public ScriptDate(
      int year, int month, int date, int hours, int minutes, int seconds, int millis, String zone) {
    super(
        instant(
            year,
            month,
            date,
            hours,
            minutes,
            seconds,
            millis,
            zone == null || zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone)));
  }

  /** Two-digit years are from 1970 to 2069. */
  private static Instant instant(
      int year, int month, int date, int hours, int minutes, int seconds, int millis, ZoneId zone) {
    int full = year < 70 ? 2000 + year : year <= 99 ? 1900 + year : year;
    return ZonedDateTime.of(full, month, date, hours, minutes, seconds, millis * NANOS, zone)
        .toInstant();
  }

  public static long now() {
    return System.currentTimeMillis();
  }

  /** Milliseconds, or -1 when the text is no ISO-8601 time. */
  public static long parse(String text) {
    try {
      return ScriptDateText.parse(text).toEpochMilli();
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return -1; // the language's answer to a text that is no time
    }
  }

  /** Milliseconds, or -1 when the text is not of this pattern. */
  public static long parse(String text, String pattern) {
    try {
      return new SimpleDateFormat(pattern).parse(text).getTime();
    } catch (IllegalArgumentException | ParseException e) {
      return -1; // the language's answer to a text that is no time
    }
  }

  public static long UTC(int year) {
    return UTC(year, 0, 0, 0, 0, 0, 0);
  }

  public static long UTC(int year, int month) {
    return UTC(year, month, 0, 0, 0, 0, 0);
  }

  public static long UTC(int year, int month, int date) {
    return UTC(year, month, date, 0, 0, 0, 0);
  }

  public static long UTC(int year, int month, int date, int hours) {
    return UTC(year, month, date, hours, 0, 0, 0);
  }

  public static long UTC(int year, int month, int date, int hours, int minutes) {
    return UTC(year, month, date, hours, minutes, 0, 0);
  }

  public static long UTC(int year, int month, int date, int hours, int minutes, int seconds) {
    return UTC(year, month, date, hours, minutes, seconds, 0);
  }

  /** A zero year, month or date means the last one before. */
  public static long UTC(
      int year, int month, int date, int hours, int minutes, int seconds, int millis) {
    return instant(
            year == 0 ? 1899 : year,
            month == 0 ? 12 : month,
            date == 0 ? 31 : date,
            hours,
            minutes,
            seconds,
            millis,
            UTC)
        .toEpochMilli();
  }

  public String toISOString() {
    return instant().toString();
  }

  public String toJSON() {
    return toISOString();
  }

  public String toUTCString() {
    return toUTCString(NEUTRAL);
  }

  public String toUTCString(String locale) {
    return text(locale, "UTC", FormatStyle.FULL, FormatStyle.MEDIUM);
  }

  @Override
  public String toString() {
    return toString(Locale.getDefault().getLanguage());
  }

  public String toString(String locale) {
    return toString(locale, null);
  }

  public String toString(String locale, String options) {
    return text(locale, options, FormatStyle.FULL, FormatStyle.FULL);
  }

  public String toDateString() {
    return toDateString(NEUTRAL);
  }

  public String toDateString(String locale) {
    return toDateString(locale, null);
  }

  public String toDateString(String locale, String options) {
    return text(locale, options, FormatStyle.FULL, null);
  }

  public String toTimeString() {
    return toTimeString(Locale.getDefault().getLanguage());
  }

  public String toTimeString(String locale) {
    return toTimeString(locale, null);
  }

  public String toTimeString(String locale, String options) {
    return text(locale, options, null, FormatStyle.FULL);
  }

  public String toLocaleDateString() {
    return toLocaleDateString(NEUTRAL);
  }

  public String toLocaleDateString(String locale) {
    return text(locale, null, FormatStyle.FULL, null);
  }

  public String toLocaleDateString(String locale, String options) {
    return styled(locale, options, FormatStyle.SHORT, null);
  }

  public String toLocaleTimeString() {
    return toLocaleTimeString(Locale.getDefault().getLanguage());
  }

  public String toLocaleTimeString(String locale) {
    return toLocaleTimeString(locale, null);
  }

  public String toLocaleTimeString(String locale, String options) {
    return styled(locale, options, null, FormatStyle.MEDIUM);
  }

  public String toLocaleString() {
    return toLocaleString(NEUTRAL);
  }

  public String toLocaleString(String locale) {
    return toLocaleString(locale, null);
  }

  public String toLocaleString(String locale, String options) {
    return styled(locale, options, FormatStyle.SHORT, FormatStyle.MEDIUM);
  }

  private String text(String locale, String options, FormatStyle date, FormatStyle time) {
    return ScriptDateText.format(instant(), locale, options, date, time, false);
  }

  private String styled(String locale, String options, FormatStyle date, FormatStyle time) {
    return ScriptDateText.format(instant(), locale, options, date, time, true);
  }
}

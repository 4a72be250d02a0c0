package org.sluiceiot.kafka.decode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.regex.Pattern;

/** Moments that are written in digits alone. Stateless, safe for any thread. */
final class NumericTimes {
  /** 2000 and 2100, between which a number is believed to be a time. */
  private static final long FIRST = 946_684_800;

  private static final long END = 4_102_444_800L;
  private static final BigDecimal FIRST_SECOND = BigDecimal.valueOf(FIRST);
  private static final BigDecimal END_SECOND = BigDecimal.valueOf(END);

  /** So many seconds are more than 64 bits of milliseconds hold. */
  private static final BigDecimal MOST = new BigDecimal("1e17");

  private static final Pattern COMPACT = Pattern.compile("20\\d{12}(\\d{3})?");
  private static final DateTimeFormatter COMPACT_FORM =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendValue(ChronoField.MONTH_OF_YEAR, 2)
          .appendValue(ChronoField.DAY_OF_MONTH, 2)
          .appendValue(ChronoField.HOUR_OF_DAY, 2)
          .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
          .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
          .optionalStart()
          .appendValue(ChronoField.MILLI_OF_SECOND, 3)
          .toFormatter();

  /** What a number outside of the window may mean, from the least to the greatest. */
  private enum Meaning {
    UNSET("0", "1", "the clock of the device is not set"),
    UPTIME("1", "10957", "seconds since the device started, or its clock is not set"),
    DAYS("10957", "36526", "days since 1970"),
    SPREADSHEET("36526", "73051", "days since 1899-12-30, as a spreadsheet counts them"),
    UPTIME_TOO("73051", "20000101", "a count since the device started"),
    DATE("20000101", "21000101", "a date: the timestamp pattern is yyyyMMdd"),
    SINCE_2000("157766400", "946684800", "seconds since 2000 or since 1980 (GPS)"),
    MINUTES("200001010000", "210001010000", "a date: the timestamp pattern is yyyyMMddHHmm"),
    FILETIME("125911584000000000", "157469184000000000", "100 ns since 1601 (Windows FILETIME)"),
    TICKS("630822816000000000", "662380416000000000", "100 ns since the year 1 (.NET ticks)");

    private final BigDecimal from;
    private final BigDecimal to;
    private final String words;

    Meaning(String from, String to, String words) {
      this.from = new BigDecimal(from);
      this.to = new BigDecimal(to);
      this.words = words;
    }
  }

  private NumericTimes() {}

  /** Whether a number is milliseconds of a plausible time. */
  static boolean millis(long number) {
    return number >= FIRST * 1000 && number < END * 1000;
  }

  /** Whether a text is made of digits, with a sign, a point or an exponent. */
  static boolean number(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9' || ".-+eE".indexOf(c) >= 0)
        && text.lastIndexOf('-') <= 0;
  }

  /**
   * The moment of a number whose unit is told from its size, or of the digits of a date and time.
   *
   * @param zone of a date and time
   * @throws DateTimeException not between 2000 and 2100 in any unit
   * @throws NumberFormatException no number
   */
  static Instant plausible(String text, ZoneId zone) {
    BigDecimal value = new BigDecimal(text);
    for (int decimals = 0; decimals <= 9; decimals += 3) {
      BigDecimal seconds = value.movePointLeft(decimals);
      if (seconds.compareTo(FIRST_SECOND) >= 0 && seconds.compareTo(END_SECOND) < 0) {
        return instant(seconds);
      }
    }
    if (COMPACT.matcher(text).matches()) {
      return LocalDateTime.parse(text, COMPACT_FORM).atZone(zone).toInstant();
    }
    throw new DateTimeException("no plausible time");
  }

  /**
   * @throws ArithmeticException beyond what hosts store
   */
  static Instant instant(BigDecimal seconds) {
    if (seconds.abs().compareTo(MOST) > 0) {
      throw new ArithmeticException("too large");
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    long nanos = seconds.subtract(whole).movePointRight(9).longValue();
    return Instant.ofEpochSecond(whole.longValueExact(), nanos);
  }

  /** Why a number is not believed, and what it may mean; to be appended to it. */
  static String explain(String text) {
    String likely = "";
    try {
      BigDecimal value = new BigDecimal(text);
      for (Meaning meaning : Meaning.values()) {
        if (value.compareTo(meaning.from) >= 0 && value.compareTo(meaning.to) < 0) {
          likely = "; it looks like " + meaning.words;
        }
      }
    } catch (NumberFormatException e) {
      return ""; // several signs or points: no number after all
    }
    return ", which is not between 2000 and 2100 as seconds, milliseconds, microseconds or"
        + " nanoseconds since 1970"
        + likely
        + " (a timestamp format or pattern says what it is)";
  }
}

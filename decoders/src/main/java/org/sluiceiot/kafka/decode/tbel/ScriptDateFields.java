package org.sluiceiot.kafka.decode.tbel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.UnaryOperator;

/**
 * Fields of a {@link ScriptDate}, in UTC and in the system's zone. Public for the language's
 * reflection alone. Used by one execution.
 */
public abstract class ScriptDateFields {
  static final ZoneId UTC = ZoneOffset.UTC;
  private static final int NANOS = 1_000_000;

  private Instant instant;

  ScriptDateFields(Instant instant) {
    this.instant = instant;
  }

  Instant instant() {
    return instant;
  }

  private static ZoneId local() {
    return ZoneId.systemDefault();
  }

  private ZonedDateTime in(ZoneId zone) {
    return instant.atZone(zone);
  }

  private void moved(ZoneId zone, UnaryOperator<ZonedDateTime> change) {
    instant = change.apply(in(zone)).toInstant();
  }

  /** A day that the new month lacks runs over into the next. */
  private void rolled(ZoneId zone, UnaryOperator<ZonedDateTime> change) {
    ZonedDateTime at = in(zone);
    instant = change.apply(at.withDayOfMonth(1)).plusDays(at.getDayOfMonth() - 1L).toInstant();
  }

  /** Milliseconds since 1970. */
  public long getTime() {
    return instant.toEpochMilli();
  }

  public long valueOf() {
    return getTime();
  }

  public void setTime(long millis) {
    instant = Instant.ofEpochMilli(millis);
  }

  /** Seconds since 1970. */
  public long parseSecond() {
    return instant.getEpochSecond();
  }

  public long parseSecondMilli() {
    return instant.toEpochMilli();
  }

  public int getUTCFullYear() {
    return in(UTC).getYear();
  }

  /** From 1 to 12. */
  public int getUTCMonth() {
    return in(UTC).getMonthValue();
  }

  public int getUTCDate() {
    return in(UTC).getDayOfMonth();
  }

  /** From 1, Monday, to 7. */
  public int getUTCDay() {
    return in(UTC).getDayOfWeek().getValue();
  }

  public int getUTCHours() {
    return in(UTC).getHour();
  }

  public int getUTCMinutes() {
    return in(UTC).getMinute();
  }

  public int getUTCSeconds() {
    return in(UTC).getSecond();
  }

  public int getUTCMilliseconds() {
    return in(UTC).getNano() / NANOS;
  }

  public int getFullYear() {
    return in(local()).getYear();
  }

  /** From 1 to 12. */
  public int getMonth() {
    return in(local()).getMonthValue();
  }

  public int getDate() {
    return in(local()).getDayOfMonth();
  }

  /** From 1, Monday, to 7. */
  public int getDay() {
    return in(local()).getDayOfWeek().getValue();
  }

  public int getHours() {
    return in(local()).getHour();
  }

  public int getMinutes() {
    return in(local()).getMinute();
  }

  public int getSeconds() {
    return in(local()).getSecond();
  }

  public int getMilliseconds() {
    return in(local()).getNano() / NANOS;
  }

  public void setUTCFullYear(int year) {
    rolled(UTC, at -> at.withYear(year));
  }

  public void setUTCFullYear(int year, int month) {
    rolled(UTC, at -> at.withYear(year).withMonth(month));
  }

  public void setUTCFullYear(int year, int month, int date) {
    moved(UTC, at -> at.withYear(year).withMonth(month).withDayOfMonth(date));
  }

  public void setUTCMonth(int month) {
    rolled(UTC, at -> at.withMonth(month));
  }

  public void setUTCMonth(int month, int date) {
    moved(UTC, at -> at.withMonth(month).withDayOfMonth(date));
  }

  public void setUTCDate(int date) {
    moved(UTC, at -> at.withDayOfMonth(date));
  }

  public void setUTCHours(int hours) {
    moved(UTC, at -> at.withHour(hours));
  }

  public void setUTCHours(int hours, int minutes) {
    moved(UTC, at -> at.withHour(hours).withMinute(minutes));
  }

  public void setUTCHours(int hours, int minutes, int seconds) {
    moved(UTC, at -> at.withHour(hours).withMinute(minutes).withSecond(seconds));
  }

  public void setUTCHours(int hours, int minutes, int seconds, int millis) {
    setUTCHours(hours, minutes, seconds);
    setUTCMilliseconds(millis);
  }

  public void setUTCMinutes(int minutes) {
    moved(UTC, at -> at.withMinute(minutes));
  }

  public void setUTCMinutes(int minutes, int seconds) {
    moved(UTC, at -> at.withMinute(minutes).withSecond(seconds));
  }

  public void setUTCMinutes(int minutes, int seconds, int millis) {
    setUTCMinutes(minutes, seconds);
    setUTCMilliseconds(millis);
  }

  public void setUTCSeconds(int seconds) {
    moved(UTC, at -> at.withSecond(seconds));
  }

  public void setUTCSeconds(int seconds, int millis) {
    setUTCSeconds(seconds);
    setUTCMilliseconds(millis);
  }

  public void setUTCMilliseconds(int millis) {
    moved(UTC, at -> at.withNano(millis * NANOS));
  }

  public void setFullYear(int year) {
    rolled(local(), at -> at.withYear(year));
  }

  public void setFullYear(int year, int month) {
    rolled(local(), at -> at.withYear(year).withMonth(month));
  }

  public void setFullYear(int year, int month, int date) {
    moved(local(), at -> at.withYear(year).withMonth(month).withDayOfMonth(date));
  }

  public void setMonth(int month) {
    rolled(local(), at -> at.withMonth(month));
  }

  public void setMonth(int month, int date) {
    moved(local(), at -> at.withMonth(month).withDayOfMonth(date));
  }

  public void setDate(int date) {
    moved(local(), at -> at.withDayOfMonth(date));
  }

  public void setHours(int hours) {
    moved(local(), at -> at.withHour(hours));
  }

  public void setHours(int hours, int minutes) {
    moved(local(), at -> at.withHour(hours).withMinute(minutes));
  }

  public void setHours(int hours, int minutes, int seconds) {
    moved(local(), at -> at.withHour(hours).withMinute(minutes).withSecond(seconds));
  }

  public void setHours(int hours, int minutes, int seconds, int millis) {
    setHours(hours, minutes, seconds);
    setMilliseconds(millis);
  }

  public void setMinutes(int minutes) {
    moved(local(), at -> at.withMinute(minutes));
  }

  public void setMinutes(int minutes, int seconds) {
    moved(local(), at -> at.withMinute(minutes).withSecond(seconds));
  }

  public void setMinutes(int minutes, int seconds, int millis) {
    setMinutes(minutes, seconds);
    setMilliseconds(millis);
  }

  public void setSeconds(int seconds) {
    moved(local(), at -> at.withSecond(seconds));
  }

  public void setSeconds(int seconds, int millis) {
    setSeconds(seconds);
    setMilliseconds(millis);
  }

  public void setMilliseconds(int millis) {
    moved(local(), at -> at.withNano(millis * NANOS));
  }

  public void addYears(long count) {
    moved(UTC, at -> at.plusYears(count));
  }

  public void addMonths(long count) {
    moved(UTC, at -> at.plusMonths(count));
  }

  public void addWeeks(long count) {
    moved(UTC, at -> at.plusWeeks(count));
  }

  public void addDays(long count) {
    moved(UTC, at -> at.plusDays(count));
  }

  public void addHours(long count) {
    moved(UTC, at -> at.plusHours(count));
  }

  public void addMinutes(long count) {
    moved(UTC, at -> at.plusMinutes(count));
  }

  public void addSeconds(long count) {
    moved(UTC, at -> at.plusSeconds(count));
  }

  public void addNanos(long count) {
    moved(UTC, at -> at.plusNanos(count));
  }
}

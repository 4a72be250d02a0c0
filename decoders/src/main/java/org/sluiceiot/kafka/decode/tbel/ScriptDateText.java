package org.sluiceiot.kafka.decode.tbel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.sluiceiot.kafka.decode.JsonPayload;

/** Moments to and from text, as {@link ScriptDate} needs them. Stateless. */
final class ScriptDateText {
  private static final DateTimeFormatter LENIENT =
      DateTimeFormatter.ofPattern(
          "yyyy-MM-dd[[ ]['T']HH:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]]"
              + "[ ][XXX][Z][z][VV][O]]");

  private ScriptDateText() {}

  /**
   * ISO-8601 when it starts with a digit, else RFC 1123; without a zone the system's.
   *
   * @throws IllegalArgumentException neither
   */
  static Instant parse(String text) {
    try {
      return !text.isEmpty() && Character.isDigit(text.charAt(0)) ? iso(text) : rfc1123(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Cannot parse value [" + text + "] as instant", e);
    }
  }

  private static Instant iso(String text) {
    try {
      return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text));
    } catch (DateTimeParseException e) {
      TemporalAccessor parsed =
          LENIENT.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      if (parsed instanceof LocalDateTime local) {
        return local.atZone(ZoneId.systemDefault()).toInstant();
      }
      return parsed instanceof LocalDate day
          ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.from(parsed);
    }
  }

  private static Instant rfc1123(String text) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeParseException e) {
      Instant atGmt =
          Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.trim() + " GMT"));
      return atGmt
          .atZone(ZoneOffset.UTC)
          .toLocalDateTime()
          .atZone(ZoneId.systemDefault())
          .toInstant();
    }
  }

  static Instant parse(String text, String pattern, Locale locale, ZoneId zone) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, locale);
    try {
      return Instant.from(formatter.parse(text));
    } catch (java.time.DateTimeException e) {
      return LocalDateTime.parse(text, formatter).atZone(zone).toInstant();
    }
  }

  /**
   * @param options a zone's name, or JSON with timeZone, dateStyle, timeStyle and pattern
   * @param date default style of the date; null for none
   * @param time default style of the time; null for none
   * @param styled whether the options' styles replace the defaults
   */
  static String format(
      Instant instant,
      String localeTag,
      String options,
      FormatStyle date,
      FormatStyle time,
      boolean styled) {
    Locale locale =
        localeTag == null || localeTag.isEmpty()
            ? Locale.getDefault()
            : Locale.forLanguageTag(localeTag);
    JsonNode given = options(options);
    ZoneId zone =
        given.hasNonNull("timeZone")
            ? ZoneId.of(given.get("timeZone").asText(), ZoneId.SHORT_IDS)
            : ZoneId.systemDefault();
    String pattern = given.path("pattern").asText("");
    FormatStyle dateStyle = styled ? style(given, "dateStyle", date) : date;
    FormatStyle timeStyle = styled ? style(given, "timeStyle", time) : time;
    DateTimeFormatter formatter =
        pattern.isEmpty()
            ? localized(dateStyle, timeStyle).withLocale(locale)
            : DateTimeFormatter.ofPattern(pattern, locale);
    return formatter.format(instant.atZone(zone));
  }

  private static DateTimeFormatter localized(FormatStyle date, FormatStyle time) {
    if (date == null) {
      return DateTimeFormatter.ofLocalizedTime(time);
    }
    return time == null
        ? DateTimeFormatter.ofLocalizedDate(date)
        : DateTimeFormatter.ofLocalizedDateTime(date, time);
  }

  private static FormatStyle style(JsonNode options, String name, FormatStyle byDefault) {
    return options.hasNonNull(name) && byDefault != null
        ? FormatStyle.valueOf(options.get(name).asText().toUpperCase(Locale.ROOT))
        : byDefault;
  }

  private static JsonNode options(String text) {
    if (text == null || text.isEmpty()) {
      return JsonPayload.MAPPER.createObjectNode();
    }
    try {
      JsonNode parsed = JsonPayload.MAPPER.readTree(text);
      if (parsed.isObject()) {
        return parsed;
      }
    } catch (JsonProcessingException e) {
      return JsonPayload.MAPPER.createObjectNode().put("timeZone", text); // the short form
    }
    return JsonPayload.MAPPER.createObjectNode().put("timeZone", text);
  }
}

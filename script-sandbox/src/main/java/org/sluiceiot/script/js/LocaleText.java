package org.sluiceiot.script.js;

import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mozilla.javascript.ScriptRuntime;

/** Dates and numbers as {@code toLocaleString} writes them. Stateless. */
final class LocaleText {
  private static final int MOST_DIGITS = 20;

  private LocaleText() {}

  /**
   * What to write: {@code kind} (number, date, time or both), value, language, and of a number its
   * least and most digits behind the point, of a date its zone.
   */
  static String of(Object[] arguments) {
    String kind = ScriptRuntime.toString(arguments[0]);
    double value = ScriptRuntime.toNumber(arguments[1]);
    String language = ScriptRuntime.toString(arguments[2]);
    Locale locale = Locale.forLanguageTag(language.isEmpty() ? "en-US" : language);
    return kind.equals("number")
        ? number(value, locale, arguments)
        : date(kind, value, locale, ScriptRuntime.toString(arguments[3]));
  }

  private static String number(double value, Locale locale, Object[] arguments) {
    NumberFormat format = NumberFormat.getInstance(locale);
    int least = digits(arguments[3], 0);
    int most = digits(arguments[4], Math.max(least, 3));
    if (least > most) {
      throw ScriptRuntime.rangeError("minimumFractionDigits is above maximumFractionDigits");
    }
    format.setMinimumFractionDigits(least);
    format.setMaximumFractionDigits(most);
    format.setRoundingMode(java.math.RoundingMode.HALF_UP);
    return format.format(value);
  }

  private static int digits(Object given, int otherwise) {
    double digits = ScriptRuntime.toNumber(given);
    if (Double.isNaN(digits)) {
      return otherwise;
    }
    if (digits < 0 || digits > MOST_DIGITS) {
      throw ScriptRuntime.rangeError("fraction digits are 0 to " + MOST_DIGITS);
    }
    return (int) digits;
  }

  private static String date(String kind, double value, Locale locale, String zone) {
    if (Double.isNaN(value)) {
      return "Invalid Date";
    }
    try {
      ZoneId where = zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
      return DateTimeFormatter.ofPattern(pattern(kind, locale), locale)
          .format(Instant.ofEpochMilli((long) value).atZone(where));
    } catch (DateTimeException e) {
      throw ScriptRuntime.rangeError("the time zone '" + zone + "' is not known");
    }
  }

  private static String pattern(String kind, Locale locale) {
    String time = locale.getCountry().equals("US") ? "h:mm:ss a" : "HH:mm:ss";
    String date =
        switch (locale.getLanguage()) {
          case "en" -> locale.getCountry().equals("US") ? "M/d/yyyy" : "dd/MM/yyyy";
          case "de", "ru", "pl", "cs", "fi", "nb", "tr" -> "d.M.yyyy";
          case "fr", "es", "it", "pt" -> "dd/MM/yyyy";
          case "nl" -> "d-M-yyyy";
          case "ja", "zh" -> "yyyy/M/d";
          default -> "yyyy-MM-dd";
        };
    return switch (kind) {
      case "date" -> date;
      case "time" -> time;
      default -> date + ", " + time;
    };
  }
}

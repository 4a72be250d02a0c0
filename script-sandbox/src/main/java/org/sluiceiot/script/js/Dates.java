package org.sluiceiot.script.js;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.javascript.Scriptable;
import org.sluiceiot.script.Budget;

/** Written forms of dates that browsers and Node.js read and the engine does not. Stateless. */
final class Dates {
  private static final int LONGEST = 64;
  private static final Pattern BLANK =
      Pattern.compile(
          "\\s*(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2})(:\\d{2})?([.,]\\d+)?"
              + "\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?\\s*");

  private Dates() {}

  /** Puts a form that the engine reads into the place of a text. */
  static void read(Budget budget, Scriptable self, Object[] arguments) {
    budget.tick();
    if (arguments.length == 1 && arguments[0] instanceof CharSequence text) {
      arguments[0] = iso(text.toString());
    }
  }

  /** The same date as ISO 8601 writes it; the text itself where it is of another form. */
  static String iso(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    Matcher matcher = BLANK.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    String seconds = matcher.group(3) == null ? ":00" : matcher.group(3);
    String fraction = matcher.group(4) == null ? "" : "." + millis(matcher.group(4));
    return matcher.group(1) + "T" + matcher.group(2) + seconds + fraction + zone(matcher.group(5));
  }

  private static String millis(String fraction) {
    return (fraction.substring(1) + "00").substring(0, 3);
  }

  private static String zone(String zone) {
    if (zone == null) {
      return "";
    }
    if (zone.equals("Z") || zone.equals("UTC") || zone.equals("GMT")) {
      return "Z";
    }
    return zone.contains(":") ? zone : zone.substring(0, 3) + ":" + zone.substring(3);
  }
}

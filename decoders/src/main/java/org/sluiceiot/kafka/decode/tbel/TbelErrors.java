package org.sluiceiot.kafka.decode.tbel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mvel2.CompileException;

/** Errors of the language in words. Stateless. */
final class TbelErrors {
  private static final int LONGEST = 500;

  /** How the language itself writes an error with its place. */
  private static final Pattern PLACE =
      Pattern.compile("\\[Error: (.*?)\\]\\s.*\\[Line: (\\d+), Column: (\\d+)\\]", Pattern.DOTALL);

  private TbelErrors() {}

  /** What went wrong, in front of it line and column where the language knows them. */
  static String text(Throwable error) {
    if (error instanceof StackOverflowError) {
      return "the script is nested too deeply";
    }
    CompileException located = null;
    Throwable deepest = error;
    for (Throwable at = error; at != null; at = at.getCause()) {
      deepest = at;
      if (at instanceof CompileException compile && compile.getColumn() > 0) {
        located = compile;
      }
    }
    String words = deepest.getMessage();
    if (words == null || words.isBlank()) {
      words = deepest.getClass().getSimpleName();
    }
    Matcher place = PLACE.matcher(words);
    if (place.find()) {
      String what = place.group(1).strip();
      return "line " + place.group(2) + ", column " + place.group(3) + ": " + shortened(what);
    }
    String where =
        located == null
            ? ""
            : "line " + located.getLineNumber() + ", column " + located.getColumn() + ": ";
    return where + shortened(words);
  }

  private static String shortened(String words) {
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
  }

  static boolean caused(Throwable error, Class<? extends Throwable> cause) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (cause.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}

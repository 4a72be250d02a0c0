package org.sluiceiot.kafka.decode.tbel;

import org.mvel2.CompileException;

/** Errors of the language in words. Stateless. */
final class TbelErrors {
  private static final int LONGEST = 500;

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
      if (at instanceof CompileException compile && compile.getLineNumber() > 0) {
        located = compile;
      }
    }
    String words = deepest.getMessage();
    if (words == null || words.isBlank()) {
      words = deepest.getClass().getSimpleName();
    }
    String where =
        located == null || words.contains("[Line:")
            ? ""
            : "line " + located.getLineNumber() + ", column " + located.getColumn() + ": ";
    return where + (words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words);
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

package org.sluiceiot.script.js;

import java.util.List;
import java.util.regex.Pattern;
import org.mozilla.javascript.RhinoException;

/** What the engine lacks of the language: mended in the text, or named in words. Stateless. */
final class Syntax {
  static final String CORRECT = "correct the script";

  /** Where nothing translates, what would. */
  static final String LIBRARY_HINT =
      "; or put " + Translators.LIBRARY + " beside this program's library, which translates it";

  private record Gap(Pattern sign, String advice) {}

  private static final List<Gap> GAPS =
      List.of(
          new Gap(
              Pattern.compile("#[A-Za-z_$]"),
              "private members are not known here: write the name without #"),
          new Gap(
              Pattern.compile("\\bclass\\b"),
              "classes are not known here: write a function that returns an object"),
          new Gap(
              Pattern.compile("\\b(async|await)\\b"),
              "async and await are not known here: a converter has nothing to wait for"),
          new Gap(
              Pattern.compile("\\bimport\\b|\\bexport\\b"),
              "modules are not known here: put what you need into the script"),
          new Gap(
              Pattern.compile("\\[[^\\[\\]]*\\.\\.\\.\\s*\\w+\\s*\\]\\s*="),
              "a rest element is not known here: take the array and use slice"),
          new Gap(
              Pattern.compile("\\{[^{}]*\\.\\.\\.\\s*\\w+\\s*\\}\\s*="),
              "a rest element is not known here: name the members that you need"),
          new Gap(
              Pattern.compile("\\(\\s*(\\w+\\s*,\\s*)*\\.\\.\\.\\s*\\w+\\s*\\)\\s*=>"),
              "a rest parameter of an arrow function is not known here: write"
                  + " function (...name) { }"),
          new Gap(
              Pattern.compile("\\w\\s*\\([^()]*\\.\\.\\."),
              "spread in a call is not known here: write f.apply(null, list)"));

  private Syntax() {}

  /** The script as the engine understands it, its lines and columns as they were. */
  static String prepare(String head, String body) {
    return LoopVariables.mended(head, Constants.asVariables(body));
  }

  /** What to write instead, judged by the line that the engine did not understand. */
  static String advice(RhinoException error, String body) {
    List<String> lines = body.lines().toList();
    int line = error.lineNumber() - 1;
    String text = line >= 0 && line < lines.size() ? lines.get(line) : "";
    return GAPS.stream()
        .filter(gap -> gap.sign().matcher(text).find())
        .findFirst()
        .map(Gap::advice)
        .orElse(CORRECT);
  }
}

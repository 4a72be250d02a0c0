package org.sluiceiot.script.js;

import java.util.Set;

/**
 * Turns {@code const} into {@code let} before the engine reads a script: the engine gives a
 * constant its value once per function, so in a loop it would keep the first one, and it knows none
 * in {@code for (const …)}. Positions in the text stay as they are. Stateless.
 */
final class Constants {
  private static final String CONST = "const";
  private static final String LET = "let  ";
  private static final Set<String> BEFORE_REGEX =
      Set.of("return", "typeof", "case", "in", "of", "delete", "void", "do", "else");

  private Constants() {}

  static String asVariables(String script) {
    StringBuilder out = new StringBuilder(script);
    String word = "";
    char last = '\n';
    int at = 0;
    while (at < script.length()) {
      char c = script.charAt(at);
      int end = at + 1;
      if (Character.isJavaIdentifierStart(c)) {
        end = wordEnd(script, at);
        if (script.substring(at, end).equals(CONST) && last != '.' && declares(script, end)) {
          out.replace(at, end, LET);
        }
        word = script.substring(at, end);
        last = 'a';
      } else if (script.startsWith("//", at)) {
        int line = script.indexOf('\n', at);
        end = line < 0 ? script.length() : line;
      } else if (script.startsWith("/*", at)) {
        int close = script.indexOf("*/", at + 2);
        end = close < 0 ? script.length() : close + 2;
      } else if (c == '"' || c == '\'' || c == '`') {
        end = c == '`' ? templateEnd(script, at) : quotedEnd(script, at, c);
        last = 'a';
        word = "";
      } else if (c == '/' && regexMayStart(last, word)) {
        end = regexEnd(script, at);
        last = 'a';
        word = "";
      } else if (!Character.isWhitespace(c)) {
        last = Character.isDigit(c) ? 'a' : c;
        word = "";
      }
      at = end;
    }
    return out.toString();
  }

  /** A declaration names something next; a key, a getter or a member does not. */
  private static boolean declares(String script, int from) {
    int at = from;
    while (at < script.length()) {
      char c = script.charAt(at);
      if (script.startsWith("/*", at)) {
        at = Math.max(script.indexOf("*/", at + 2) + 2, at + 2);
      } else if (script.startsWith("//", at)) {
        at = Math.max(script.indexOf('\n', at), at + 2);
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return Character.isJavaIdentifierStart(c) || c == '{' || c == '[' || c == '\\';
      }
    }
    return false;
  }

  private static int wordEnd(String script, int from) {
    int at = from;
    while (at < script.length() && Character.isJavaIdentifierPart(script.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean regexMayStart(char last, String word) {
    return last == 'a' ? BEFORE_REGEX.contains(word) : last != ')' && last != ']' && last != '}';
  }

  private static int quotedEnd(String script, int from, char quote) {
    int at = from + 1;
    while (at < script.length() && script.charAt(at) != quote) {
      at += script.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, script.length());
  }

  /** Past the end of a template, whose expressions may hold templates in turn. */
  private static int templateEnd(String script, int from) {
    int at = from + 1;
    while (at < script.length() && script.charAt(at) != '`') {
      if (script.startsWith("${", at)) {
        at = expressionEnd(script, at + 2);
      } else {
        at += script.charAt(at) == '\\' ? 2 : 1;
      }
    }
    return Math.min(at + 1, script.length());
  }

  private static int expressionEnd(String script, int from) {
    int depth = 1;
    int at = from;
    while (at < script.length() && depth > 0) {
      char c = script.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '`') {
        at = templateEnd(script, at);
      } else {
        at = c == '"' || c == '\'' ? quotedEnd(script, at, c) : at + 1;
      }
    }
    return at;
  }

  /** A slash within brackets does not end it; a line end does, for it was none. */
  private static int regexEnd(String script, int from) {
    boolean brackets = false;
    int at = from + 1;
    while (at < script.length() && script.charAt(at) != '\n') {
      char c = script.charAt(at);
      if (c == '/' && !brackets) {
        return at + 1;
      }
      brackets = c == '[' || (brackets && c != ']');
      at += c == '\\' ? 2 : 1;
    }
    return from + 1;
  }
}

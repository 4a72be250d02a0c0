package org.sluiceiot.kafka.guard.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a valid {@link Pattern} into its tokens. */
final class PatternScanner {
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?}");

  /** Escapes that stand for a single character. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:[pP]\\{[^}]*}|[pP][A-Z]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[dDwWsShHvV]|[^A-Za-z0-9])");

  private final String text;
  private int at;

  PatternScanner(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  boolean startsWith(String token) {
    return text.startsWith(token, at);
  }

  /** Skips the token if it stands here. */
  boolean take(String token) {
    boolean here = startsWith(token);
    if (here) {
      at += token.length();
    }
    return here;
  }

  void skip(int characters) {
    at += characters;
  }

  void expect(char character) throws UnsupportedPatternException {
    if (!take(String.valueOf(character))) {
      throw new UnsupportedPatternException("'" + head(4) + "'");
    }
  }

  String rest() {
    return text.substring(at);
  }

  String head(int length) {
    return text.substring(at, Math.min(text.length(), at + length));
  }

  /** A token that matches single characters, as a pattern of its own. */
  String single() throws UnsupportedPatternException {
    char first = text.charAt(at);
    if (first == '\\') {
      Matcher escape = ESCAPE.matcher(text).region(at, text.length());
      if (!escape.lookingAt()) {
        throw new UnsupportedPatternException("'" + head(2) + "'");
      }
      at = escape.end();
      return escape.group();
    }
    if (first == '[') {
      return characterClass();
    }
    if (first == '^' || first == '$') {
      throw new UnsupportedPatternException("'" + first + "' in the middle");
    }
    at++;
    return first == '.' ? "." : Pattern.quote(String.valueOf(first));
  }

  /** From the bracket to its counterpart; nested classes and intersections included. */
  private String characterClass() throws UnsupportedPatternException {
    int start = at;
    int open = 0;
    do {
      if (startsWith("\\Q")) {
        throw new UnsupportedPatternException("'\\Q'");
      }
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        open++;
        // A bracket right after the opening one is a member, not the end.
        if (startsWith("[]") || startsWith("[^]")) {
          at += startsWith("[]") ? 1 : 2;
        }
      } else if (c == ']') {
        open--;
      }
      at++;
    } while (open > 0 && at < text.length());
    if (open > 0) {
      throw new UnsupportedPatternException("an open class");
    }
    return text.substring(start, at);
  }

  /**
   * Least and most repetitions of what was just read, most being -1 for any number; null when there
   * is no quantifier here.
   */
  int[] quantifier() throws UnsupportedPatternException {
    int[] bounds = null;
    if (take("*")) {
      bounds = new int[] {0, -1};
    } else if (take("+")) {
      bounds = new int[] {1, -1};
    } else if (take("?")) {
      bounds = new int[] {0, 1};
    } else {
      Matcher count = COUNT.matcher(text).region(at, text.length());
      if (count.lookingAt()) {
        at = count.end();
        int least = Integer.parseInt(count.group(1));
        String most = count.group(3);
        bounds =
            new int[] {
              least, count.group(2) == null ? least : most.isEmpty() ? -1 : Integer.parseInt(most)
            };
      }
    }
    if (bounds != null && startsWith("+")) {
      throw new UnsupportedPatternException("a possessive quantifier");
    }
    if (bounds != null) {
      // Lazy quantifiers match the same texts.
      take("?");
    }
    return bounds;
  }
}

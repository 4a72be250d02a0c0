package org.sluiceiot.kafka.decode.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words and signs of a .proto text, one after the other. Used by one thread. */
final class ProtoTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/"
              + "|(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|[.]?[\\w.]+|[-+{}()\\[\\]<>=;,:/])");

  private record Token(String text, int line) {}

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  ProtoTokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int line = 1;
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            "line " + line + ": '" + text.charAt(at) + "' is not expected");
      }
      if (matcher.group(1) != null) {
        tokens.add(new Token(matcher.group(1), line));
      }
      line += (int) matcher.group().chars().filter(c -> c == '\n').count();
      at = matcher.end();
    }
  }

  boolean end() {
    return next >= tokens.size();
  }

  String peek() {
    return end() ? "" : tokens.get(next).text();
  }

  String take() {
    if (end()) {
      throw new IllegalArgumentException("the schema ends too early");
    }
    return tokens.get(next++).text();
  }

  boolean takeIf(String text) {
    boolean same = peek().equals(text);
    next += same ? 1 : 0;
    return same;
  }

  void expect(String text) {
    if (!takeIf(text)) {
      throw wrong("'" + text + "' is expected, not '" + peek() + "'");
    }
  }

  /** A quoted text without its quotes. */
  String quoted() {
    String text = take();
    if (text.length() < 2 || "\"'".indexOf(text.charAt(0)) < 0) {
      throw wrong("a quoted text is expected, not " + text);
    }
    return text.substring(1, text.length() - 1);
  }

  int number() {
    String text = take();
    int sign = text.equals("-") ? -1 : 1;
    try {
      return sign * Integer.decode(sign < 0 ? take() : text);
    } catch (NumberFormatException e) {
      throw wrong("a number is expected, not '" + text + "'");
    }
  }

  /** Leaves out everything to the end of this statement, with its blocks. */
  void skipStatement() {
    int depth = 0;
    while (true) {
      String token = take();
      depth += "{[(".contains(token) ? 1 : "}])".contains(token) ? -1 : 0;
      if (depth == 0 && (token.equals(";") || token.equals("}"))) {
        return;
      }
    }
  }

  IllegalArgumentException wrong(String text) {
    int line =
        tokens.isEmpty()
            ? 1
            : tokens.get(Math.min(next, tokens.size()) - (next > 0 ? 1 : 0)).line();
    return new IllegalArgumentException("line " + line + ": " + text);
  }
}

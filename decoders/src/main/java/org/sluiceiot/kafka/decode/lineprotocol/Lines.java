package org.sluiceiot.kafka.decode.lineprotocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.JsonPayload;

/**
 * Reads lines: {@code measurement,tag=value field=value,field="text" time}. A text may hold line
 * breaks. A backslash is itself unless what it precedes has a meaning there: a comma, an equals
 * sign or a blank in a name or a tag, a quote or a backslash in a text. Used once.
 */
final class Lines {
  private static final Set<String> TRUE = Set.of("t", "T", "true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("f", "F", "false", "False", "FALSE");
  private static final Pattern NON_FINITE =
      Pattern.compile("[+-]?(?:nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
  private static final String IN_NAMES = ",= ";
  private static final String IN_TEXTS = "\"\\";

  private final String text;
  private int at;

  Lines(String text) {
    this.text = text;
  }

  /** An item {@code {measurement, tags, fields, time}} per line; comments are passed over. */
  ArrayNode read() throws DecodeException {
    ArrayNode items = JsonPayload.MAPPER.createArrayNode();
    for (skip(" \t\r\n"); at < text.length(); skip(" \t\r\n")) {
      if (text.charAt(at) == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        items.add(line());
      }
    }
    return items;
  }

  private ObjectNode line() throws DecodeException {
    ObjectNode item = JsonPayload.MAPPER.createObjectNode();
    item.put("measurement", until(", "));
    ObjectNode tags = item.putObject("tags");
    while (next(',')) {
      String name = until("=");
      expect('=');
      tags.put(name, until(", "));
    }
    expect(' ');
    skip(" ");
    ObjectNode fields = item.putObject("fields");
    do {
      String name = until("=");
      expect('=');
      fields.set(name, value());
    } while (next(','));
    if (next(' ')) {
      skip(" ");
      if (!ended()) {
        item.set("time", number(until(" ")));
      }
    }
    skip(" \t\r");
    if (!ended()) {
      throw wrong("an unexpected '" + text.charAt(at) + "'");
    }
    return item;
  }

  private void skip(String what) {
    while (at < text.length() && what.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Whether the line is over. */
  private boolean ended() {
    return at >= text.length()
        || text.charAt(at) == '\n'
        || text.charAt(at) == '\r' && (at + 1 == text.length() || text.charAt(at + 1) == '\n');
  }

  private boolean next(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws DecodeException {
    if (!next(c)) {
      throw wrong("'" + c + "' is missing");
    }
  }

  /** A name or unquoted value, up to one of these characters or the end of the line. */
  private String until(String ends) throws DecodeException {
    StringBuilder found = new StringBuilder();
    while (!ended() && ends.indexOf(text.charAt(at)) < 0) {
      found.append(character(IN_NAMES));
    }
    if (found.isEmpty()) {
      throw wrong("a name or value is missing");
    }
    return found.toString();
  }

  /** The next character, or the one behind a backslash that takes its meaning away. */
  private char character(String special) {
    boolean escaped =
        text.charAt(at) == '\\'
            && at + 1 < text.length()
            && special.indexOf(text.charAt(at + 1)) >= 0;
    at += escaped ? 2 : 1;
    return text.charAt(at - 1);
  }

  private JsonNode value() throws DecodeException {
    int begin = at;
    if (next('"')) {
      StringBuilder quoted = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        quoted.append(character(IN_TEXTS));
      }
      if (!next('"')) {
        at = begin; // the rest of the payload may have been taken for the text
        throw wrong("the text that begins here has no '\"' at its end");
      }
      return TextNode.valueOf(quoted.toString());
    }
    String plain = until(", ");
    if (TRUE.contains(plain) || FALSE.contains(plain)) {
      return BooleanNode.valueOf(TRUE.contains(plain));
    }
    if (NON_FINITE.matcher(plain).matches()) {
      return DoubleNode.valueOf(nonFinite(plain));
    }
    char last = plain.charAt(plain.length() - 1);
    return last == 'i' || last == 'u'
        ? number(plain.substring(0, plain.length() - 1))
        : DoubleNode.valueOf(number(plain).doubleValue());
  }

  private static double nonFinite(String text) {
    if (text.toLowerCase(Locale.ROOT).contains("nan")) {
      return Double.NaN;
    }
    return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private JsonNode number(String digits) throws DecodeException {
    try {
      BigDecimal exact = new BigDecimal(digits);
      return exact.scale() <= 0 && exact.precision() - exact.scale() < 40
          ? JsonPayload.MAPPER.getNodeFactory().numberNode(exact.toBigInteger())
          : DecimalNode.valueOf(exact);
    } catch (NumberFormatException e) {
      throw new DecodeException("line " + line(at) + ": '" + digits + "' is not a number", e);
    }
  }

  private DecodeException wrong(String what) {
    int column = at - text.lastIndexOf('\n', at - 1);
    return new DecodeException("line " + line(at) + ", column " + column + ": " + what);
  }

  private long line(int position) {
    return 1 + text.chars().limit(position).filter(c -> c == '\n').count();
  }
}

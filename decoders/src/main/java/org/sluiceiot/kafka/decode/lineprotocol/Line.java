package org.sluiceiot.kafka.decode.lineprotocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Set;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.JsonPayload;

/** Reads one line: {@code measurement,tag=value field=value,field="text" time}. Used once. */
final class Line {
  private static final Set<String> TRUE = Set.of("t", "T", "true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("f", "F", "false", "False", "FALSE");

  private final String line;
  private final int number;
  private int at;

  /**
   * @param number of the line, for errors
   */
  Line(String line, int number) {
    this.line = line.strip();
    this.number = number;
  }

  ObjectNode read() throws DecodeException {
    ObjectNode item = JsonPayload.MAPPER.createObjectNode();
    item.put("measurement", until(", "));
    ObjectNode tags = item.putObject("tags");
    while (next(',')) {
      String name = until("=");
      expect('=');
      tags.put(name, until(", "));
    }
    expect(' ');
    ObjectNode fields = item.putObject("fields");
    do {
      String name = until("=");
      expect('=');
      fields.set(name, value());
    } while (next(','));
    if (next(' ')) {
      item.set("time", number(line.substring(at).strip()));
    } else if (at < line.length()) {
      throw wrong("an unexpected '" + line.charAt(at) + "'");
    }
    return item;
  }

  private boolean next(char c) {
    if (at < line.length() && line.charAt(at) == c) {
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

  /** A name or unquoted value, up to one of these characters; a backslash takes the next as is. */
  private String until(String ends) throws DecodeException {
    StringBuilder text = new StringBuilder();
    while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
      if (line.charAt(at) == '\\' && at + 1 < line.length()) {
        at++;
      }
      text.append(line.charAt(at++));
    }
    if (text.isEmpty()) {
      throw wrong("a name or value is missing");
    }
    return text.toString();
  }

  private JsonNode value() throws DecodeException {
    if (next('"')) {
      StringBuilder text = new StringBuilder();
      while (at < line.length() && line.charAt(at) != '"') {
        if (line.charAt(at) == '\\' && at + 1 < line.length()) {
          at++;
        }
        text.append(line.charAt(at++));
      }
      expect('"');
      return TextNode.valueOf(text.toString());
    }
    String text = until(", ");
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return BooleanNode.valueOf(TRUE.contains(text));
    }
    char last = text.charAt(text.length() - 1);
    return last == 'i' || last == 'u'
        ? number(text.substring(0, text.length() - 1))
        : DoubleNode.valueOf(number(text).doubleValue());
  }

  private JsonNode number(String text) throws DecodeException {
    try {
      BigDecimal exact = new BigDecimal(text);
      return exact.scale() <= 0 && exact.precision() < 40
          ? JsonPayload.MAPPER.getNodeFactory().numberNode(exact.toBigInteger())
          : DecimalNode.valueOf(exact);
    } catch (NumberFormatException e) {
      throw new DecodeException("line " + number + ": '" + text + "' is not a number", e);
    }
  }

  private DecodeException wrong(String text) {
    return new DecodeException("line " + number + ", column " + (at + 1) + ": " + text);
  }
}

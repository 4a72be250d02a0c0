package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * One value as an attribute or a telemetry point holds it: Long, Double, Boolean, String or JSON.
 * Stateless, safe for any thread.
 */
public final class Values {
  /** Beyond this many characters a text is not looked at as a number. */
  private static final int LONGEST_NUMBER = 40;

  private Values() {}

  /**
   * Turns a JSON value into one that can be stored: numbers and numeric texts become Long or
   * Double, objects and arrays stay JSON.
   *
   * @return null for JSON null, which is not stored
   */
  public static Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> null;
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case STRING -> text(node.textValue());
      case BINARY -> node.asText();
      default -> node;
    };
  }

  private static Object number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.asText();
    }
    double value = node.doubleValue();
    return Double.isFinite(value) ? (Object) value : node.asText();
  }

  private static Object text(String text) {
    if (!numeric(text)) {
      return text;
    }
    BigDecimal exact = new BigDecimal(text);
    if (text.indexOf('.') >= 0) {
      return exact.doubleValue();
    }
    return exact.unscaledValue().bitLength() < Long.SIZE ? (Object) exact.longValue() : text;
  }

  /** An optional minus, digits, and at most one point that is not the last character. */
  private static boolean numeric(String text) {
    int length = text.length();
    if (length == 0 || length > LONGEST_NUMBER || !digit(text.charAt(length - 1))) {
      return false;
    }
    boolean point = false;
    for (int i = text.charAt(0) == '-' ? 1 : 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && !point) {
        point = true;
      } else if (!digit(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}

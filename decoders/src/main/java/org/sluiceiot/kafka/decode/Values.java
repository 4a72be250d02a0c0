package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * How values become what an attribute or a telemetry point holds: Long, Double, Boolean, String or
 * JSON. Immutable, safe for any thread.
 *
 * @param numericText what becomes of texts that are numbers
 * @param nonFinite what becomes of NaN and the infinities
 * @param notes told of values that are left out
 */
public record Values(NumericText numericText, NonFinite nonFinite, DecoderNotes notes) {
  /** Beyond this many characters a text is not looked at as a number. */
  private static final int LONGEST_NUMBER = 40;

  /**
   * Turns a JSON value into one that can be stored; objects and arrays stay JSON.
   *
   * @return null for what is not stored: JSON null, and what is not finite where that is skipped
   */
  public Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> null;
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case STRING ->
          numericText == NumericText.KEEP ? node.textValue() : converted(node.textValue());
      case BINARY -> node.asText();
      default -> node;
    };
  }

  private Object number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.asText();
    }
    double value = node.doubleValue();
    if (Double.isFinite(value)) {
      return value;
    }
    if (nonFinite == NonFinite.TEXT) {
      return Double.toString(value);
    }
    notes.skippedNonFinite();
    return null;
  }

  /**
   * The first member that this decoder must not take, since it is not finite, or null. Costs
   * nothing unless {@link NonFinite#FAIL} was chosen.
   */
  public String refused(JsonNode object) {
    if (nonFinite == NonFinite.FAIL) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (refuses(member.getValue())) {
          return member.getKey();
        }
      }
    }
    return null;
  }

  /** Whether this decoder must not take a value, since it is not finite. */
  public boolean refuses(JsonNode value) {
    return nonFinite == NonFinite.FAIL
        && value.isNumber()
        && !value.isIntegralNumber()
        && !Double.isFinite(value.doubleValue());
  }

  private static Object converted(String text) {
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

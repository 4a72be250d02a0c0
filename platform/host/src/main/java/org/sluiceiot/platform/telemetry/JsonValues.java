package org.sluiceiot.platform.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What of a JSON tree cannot be written as JSON and read again. Decoders make trees that no text
 * could have: numbers that are none, objects of Java, any depth. Stateless.
 */
public final class JsonValues {
  private static final int DEEPEST = 500;
  private static final int MOST_DIGITS = 1000;

  private JsonValues() {}

  private record Level(JsonNode node, int depth) {}

  /** The first problem in words that follow the name of the value, or null. */
  public static String problem(JsonNode value) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(value, 1));
    while (!open.isEmpty()) {
      Level level = open.pop();
      JsonNode node = level.node();
      if (level.depth() > DEEPEST) {
        return "is nested more than " + DEEPEST + " levels deep";
      }
      if (node instanceof POJONode || node instanceof MissingNode) {
        return "is of a kind that JSON does not have";
      }
      if (node.isNumber() && !readable(node)) {
        return "is or holds a number that is not finite or too long";
      }
      node.forEach(child -> open.push(new Level(child, level.depth() + 1)));
    }
    return null;
  }

  private static boolean readable(JsonNode number) {
    if (number.isBigInteger()) {
      return number.bigIntegerValue().bitLength() < MOST_DIGITS * 3
          && Double.isFinite(number.doubleValue());
    }
    if (number.isBigDecimal()) {
      BigDecimal value = number.decimalValue();
      return value.precision() < MOST_DIGITS && Double.isFinite(value.doubleValue());
    }
    return number.isIntegralNumber() || Double.isFinite(number.doubleValue());
  }
}

package org.sluiceiot.kafka.decode.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.Map;

/** What a script returned, as JSON. Stateless, safe for any thread. */
public final class ScriptResult {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 200;

  private ScriptResult() {}

  /**
   * Turns maps, collections, arrays, numbers, texts and booleans into JSON; anything else becomes
   * its text.
   *
   * @param value may be null
   * @throws IllegalArgumentException nested too deeply, or in itself
   */
  public static JsonNode of(Object value) {
    return of(value, 0);
  }

  private static JsonNode of(Object value, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("the result is nested more than " + DEEPEST + " deep");
    }
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof CharSequence || value instanceof Character) {
      return NODES.textNode(value.toString());
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    if (value instanceof Date date) {
      return NODES.numberNode(date.getTime());
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, member) -> object.set(String.valueOf(key), of(member, depth + 1)));
      return object;
    }
    return elements(value, depth);
  }

  private static JsonNode elements(Object value, int depth) {
    ArrayNode array = NODES.arrayNode();
    if (value instanceof Iterable<?> elements) {
      elements.forEach(element -> array.add(of(element, depth + 1)));
      return array;
    }
    if (value.getClass().isArray()) {
      int length = Array.getLength(value);
      for (int i = 0; i < length; i++) {
        array.add(of(Array.get(value, i), depth + 1));
      }
      return array;
    }
    return value instanceof JsonNode node ? node : NODES.textNode(value.toString());
  }

  private static JsonNode number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      double exact = number.doubleValue();
      // a float's own digits: 0.1f is 0.1, not 0.10000000149011612
      return NODES.numberNode(
          number instanceof Float ? Double.parseDouble(number.toString()) : exact);
    }
    if (number instanceof BigInteger big) {
      return NODES.numberNode(big);
    }
    if (number instanceof BigDecimal big) {
      return NODES.numberNode(big);
    }
    long whole = number.longValue();
    return whole == (int) whole ? NODES.numberNode((int) whole) : NODES.numberNode(whole);
  }
}

package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares JSON by value: 1 equals 1.0, the order of keys is free, that of arrays is not. A moment
 * that lies within the run counts as equal to any other moment: the script said "now". Not safe for
 * several threads.
 */
final class JsonDiff {
  private static final long EARLIEST = 100_000_000_000L;
  private static final int MOST = 50;

  private final long from;
  private final long until;
  private final List<Difference> found = new ArrayList<>();

  /**
   * @param from milliseconds since 1970 when the script started
   * @param until when it had ended
   */
  JsonDiff(long from, long until) {
    this.from = from;
    this.until = until;
  }

  /** One place where two values differ; a side that is missing is null. */
  record Difference(String path, JsonNode expected, JsonNode actual) {
    @Override
    public String toString() {
      return (path.isEmpty() ? "/" : path) + ": expected " + expected + ", got " + actual;
    }
  }

  /** Every difference, the first fifty of them. */
  List<Difference> compare(JsonNode expected, JsonNode actual) {
    compare("", expected, actual);
    return found;
  }

  private void compare(String path, JsonNode expected, JsonNode actual) {
    if (found.size() >= MOST) {
      return;
    }
    if (expected == null || actual == null) {
      found.add(new Difference(path, expected, actual));
    } else if (expected.isObject() && actual.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(path + "/" + name, expected.get(name), actual.get(name));
      }
    } else if (expected.isArray() && actual.isArray()) {
      for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
        compare(path + "/" + i, expected.get(i), actual.get(i));
      }
    } else if (!same(expected, actual) && !(moment(expected) && now(actual))) {
      found.add(new Difference(path, expected, actual));
    }
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    if (expected.isNumber() && actual.isNumber()) {
      return expected.decimalValue().compareTo(actual.decimalValue()) == 0
          || expected.doubleValue() == actual.doubleValue();
    }
    return expected.equals(actual);
  }

  private static boolean moment(JsonNode node) {
    return millis(node) >= EARLIEST;
  }

  private boolean now(JsonNode node) {
    long millis = millis(node);
    return millis >= from && millis <= until;
  }

  /** Milliseconds since 1970 for a number or an ISO-8601 text, else -1. */
  private static long millis(JsonNode node) {
    if (node.isNumber()) {
      return node.longValue();
    }
    try {
      return node.isTextual() ? Instant.parse(node.textValue()).toEpochMilli() : -1;
    } catch (DateTimeException | ArithmeticException e) {
      return -1; // any other text
    }
  }
}

package org.sluiceiot.kafka.decode.tbel.reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a call came to, written so that equal texts mean equal values of equal types. */
public final class Outcome {
  public static final String FAILS = "fails";

  private Outcome() {}

  public static String of(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Outcome::of).collect(Collectors.joining(", ", "list [", "]"));
    }
    if (value instanceof Set<?> set) {
      return set.stream().map(Outcome::of).collect(Collectors.joining(", ", "set [", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(member -> member.getKey() + ": " + of(member.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "map {", "}"));
    }
    if (value instanceof byte[] bytes) {
      return "bytes " + java.util.Arrays.toString(bytes);
    }
    return value.getClass().getSimpleName() + " " + value;
  }
}

package org.sluiceiot.kafka.decode.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of the command: {@code --name value} or {@code --name=value}, each at most once. */
final class DecodeArguments {
  private static final List<String> KNOWN =
      List.of(
          "--decoder",
          "--converter",
          "--payload",
          "--metadata",
          "--record",
          "--library",
          "--language",
          "--filter",
          "--report");

  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException an option is unknown, repeated or lacks its value
   */
  DecodeArguments(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException("unknown option " + name);
      }
      if (equals < 0 && i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
      if (values.put(name, value) != null) {
        throw new IllegalArgumentException(name + " is given twice");
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Null when it is not given. */
  String text(String name) {
    return values.get(name);
  }

  /**
   * @throws IllegalArgumentException it is not given
   */
  Path file(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return Path.of(values.get(name));
  }

  /** Null when it is not given. */
  Path fileOrNull(String name) {
    return has(name) ? file(name) : null;
  }
}

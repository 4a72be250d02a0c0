package org.sluiceiot.kafka.uplink;

import java.util.Iterator;
import java.util.List;

/**
 * Arguments of {@code sluice redrive}.
 *
 * @param topic null when not given
 */
record RedriveArguments(String file, String topic, long most) {
  /**
   * @throws IllegalArgumentException in words
   */
  static RedriveArguments parse(List<String> arguments) {
    String file = null;
    String topic = null;
    long most = Long.MAX_VALUE;
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--topic" -> topic = value(argument, rest);
        case "--max" -> most = count(value(argument, rest));
        default -> {
          if (argument.startsWith("--") || file != null) {
            throw new IllegalArgumentException("'" + argument + "' is not expected");
          }
          file = argument;
        }
      }
    }
    if (file == null) {
      throw new IllegalArgumentException("the configuration file is missing");
    }
    return new RedriveArguments(file, topic, most);
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return rest.next();
  }

  private static long count(String text) {
    if (!text.matches("[1-9]\\d{0,17}")) {
      throw new IllegalArgumentException("--max needs a whole number above 0");
    }
    return Long.parseLong(text);
  }
}

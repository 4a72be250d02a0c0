package org.sluiceiot.kafka.connection.sasl;

import java.util.Map;
import java.util.TreeMap;

/** Writes one JAAS entry so that no value can end its quotes. Pure. */
final class JaasLine {
  private JaasLine() {}

  static String of(String module, Map<String, String> options) {
    StringBuilder line = new StringBuilder(module).append(" required");
    new TreeMap<>(options)
        .forEach((name, value) -> line.append(' ').append(name).append('=').append(quoted(value)));
    return line.append(';').toString();
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20) {
        quoted.append("\\%03o".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}

package org.sluiceiot.kafka.connection.policy;

/** Ports from the first to the last. */
record PortSpan(int first, int last) {
  /**
   * @throws IllegalArgumentException not {@code 9092} or {@code 9000-9999}
   */
  static PortSpan parse(String text) {
    String[] ends = text.strip().split("\\s*-\\s*", -1);
    try {
      int first = Integer.parseInt(ends[0]);
      int last = ends.length == 1 ? first : Integer.parseInt(ends[1]);
      if (ends.length <= 2 && first >= 1 && first <= last && last <= 65_535) {
        return new PortSpan(first, last);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a span of ports", e);
    }
    throw new IllegalArgumentException("'" + text + "' is not a span of ports");
  }

  boolean contains(int port) {
    return port >= first && port <= last;
  }
}

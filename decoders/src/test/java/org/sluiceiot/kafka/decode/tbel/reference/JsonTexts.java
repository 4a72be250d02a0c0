package org.sluiceiot.kafka.decode.tbel.reference;

import java.util.List;
import java.util.Random;

/** JSON, or nearly. */
final class JsonTexts {
  private static final List<String> ODD =
      List.of(
          "",
          "{",
          "[1,]",
          "NaN",
          "{\"a\":NaN}",
          "nul",
          "{'a':1}",
          "{\"a\":1}x",
          "01",
          "\"a",
          "[1 2]",
          "{\"a\":Infinity}",
          "+1");

  private static final List<String> VALUES =
      List.of(
          "1",
          "-5",
          "2147483648",
          "1.5",
          "1e3",
          "0.1",
          "true",
          "false",
          "null",
          "\"x\"",
          "\"\\u00e9\"",
          "12345678901234567890",
          "1.0",
          "-0.0",
          "\"5\"",
          "\"\"");

  private final Random random;

  JsonTexts(Random random) {
    this.random = random;
  }

  String text() {
    return random.nextInt(4) == 0 ? one(ODD) : value(2);
  }

  private String value(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(3)) {
      case 0 -> one(VALUES);
      case 1 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
      default -> "{\"a\":" + value(depth - 1) + ", \"b c\":" + value(depth - 1) + "}";
    };
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}

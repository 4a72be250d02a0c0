package org.sluiceiot.kafka.decode.tbel.reference;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Texts that are numbers, or nearly. */
final class NumberTexts {
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "0x",
          "-",
          "zz",
          "1,5",
          "1.5",
          "-1.5e3",
          "1e3",
          "+7",
          "0x1",
          "0x-1",
          "-0A",
          "-0x0A",
          " 42 ",
          "0X1F",
          "0x0a1B",
          "1 2",
          "NaN",
          "-1F2",
          "+1+1",
          "00000000",
          "9223372036854775807",
          "9223372036854775808",
          "2147483648",
          "-2147483648",
          "FFFFFFFF",
          "FFFFFFFFFFFFFFFF",
          "7FC00000",
          "89",
          "1.2.3",
          "é1",
          "10.0",
          ".5",
          "5.",
          "41200000",
          "0x41200000");

  private final Random random;

  NumberTexts(Random random) {
    this.random = random;
  }

  String text() {
    return switch (random.nextInt(7)) {
      case 0 -> String.valueOf(random.nextInt() >> random.nextInt(32));
      case 1 -> String.valueOf(random.nextLong() >> random.nextInt(64));
      case 2 -> cased(digits(16, 2 * random.nextInt(1, 9)));
      case 3 -> (random.nextBoolean() ? "0x" : "") + cased(digits(16, random.nextInt(1, 17)));
      case 4 -> digits(2, random.nextInt(5) == 0 ? random.nextInt(30, 68) : random.nextInt(1, 17));
      case 5 -> digits(List.of(8, 10, 36).get(random.nextInt(3)), random.nextInt(1, 8));
      default -> ODD.get(random.nextInt(ODD.size()));
    };
  }

  private String digits(int radix, int length) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < length; i++) {
      digits.append(Character.forDigit(random.nextInt(radix), radix));
    }
    return digits.toString();
  }

  private String cased(String hex) {
    return random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT);
  }
}

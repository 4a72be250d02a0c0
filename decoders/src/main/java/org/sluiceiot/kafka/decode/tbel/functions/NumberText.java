package org.sluiceiot.kafka.decode.tbel.functions;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers written in some radix. Stateless. */
final class NumberText {
  static final int BINARY = 2;
  static final int OCTAL = 8;
  static final int DECIMAL = 10;
  static final int HEX = 16;

  private static final int LOWEST_FREE_RADIX = 25;
  private static final Pattern DECIMAL_FORM =
      Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern HEX_FORM = Pattern.compile("-?(0[xX])?[0-9a-fA-F]+");
  private static final int LONGEST = 1 << 16;

  private NumberText() {}

  static boolean binary(String text) {
    return digits(text, '1');
  }

  static boolean octal(String text) {
    return digits(text, '7');
  }

  private static boolean digits(String text, char highest) {
    return bounded(text) && text.chars().allMatch(c -> c >= '0' && c <= highest);
  }

  static boolean decimal(String text) {
    return bounded(text) && DECIMAL_FORM.matcher(text).matches();
  }

  static boolean hex(String text) {
    return bounded(text) && HEX_FORM.matcher(text).matches();
  }

  private static boolean bounded(String text) {
    return text != null && !text.isEmpty() && text.length() <= LONGEST;
  }

  /** Without blanks and prefix, the comma as a point; null for a blank text. */
  static String plain(String text, boolean bigEndian) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String plain = text.trim().replace("0x", "").replace("0X", "").replace(',', '.');
    return bigEndian ? plain : reversed(plain);
  }

  /** The radix of a number: the one asked for when the text fits it; 0 asks for 10, then 16. */
  static int radix(String plain, int asked, String original) {
    if (asked >= LOWEST_FREE_RADIX && asked <= Character.MAX_RADIX) {
      return asked;
    }
    boolean fits =
        switch (asked) {
          case 0 -> decimal(plain) || hex(plain);
          case BINARY -> binary(plain);
          case OCTAL -> octal(plain);
          case DECIMAL -> decimal(plain);
          case HEX -> hex(plain);
          default -> throw new IllegalArgumentException("radix " + asked + " is not supported");
        };
    if (!fits) {
      throw new NumberFormatException("'" + original + "' is not a number of radix " + asked);
    }
    int found = asked != 0 ? asked : decimal(plain) ? DECIMAL : HEX;
    if (original.startsWith("0x")) {
      found = HEX;
    }
    int sign = original.startsWith("-") ? 1 : 0;
    if (found == HEX && (original.length() - sign) % 2 > 0) {
      throw new NumberFormatException("'" + original + "' needs an even number of hex digits");
    }
    return found;
  }

  /** A whole number; in radix 2 one that is as wide as its type or wider is signed. */
  static long whole(String plain, int radix, int bits) {
    if (radix == BINARY) {
      BigInteger unsigned = new BigInteger(plain, BINARY);
      boolean negative = plain.length() >= bits && plain.charAt(0) == '1';
      BigInteger number =
          negative ? unsigned.subtract(BigInteger.ONE.shiftLeft(plain.length())) : unsigned;
      if (number.bitLength() >= bits) {
        throw new NumberFormatException("'" + plain + "' has more than " + bits + " bits");
      }
      return number.longValue();
    }
    return bits == Integer.SIZE ? Integer.parseInt(plain, radix) : Long.parseLong(plain, radix);
  }

  /** The byte pairs in the opposite order; a 0x stays in front. */
  static String reversed(String hex) {
    if (hex.startsWith("-")) {
      throw new IllegalArgumentException("a hex text in little-endian order has no minus");
    }
    String prefix = hex.startsWith("0x") ? "0x" : "";
    String digits = hex.substring(prefix.length());
    if (digits.length() % 2 > 0) {
      throw new IllegalArgumentException("'" + hex + "' needs an even number of hex digits");
    }
    StringBuilder reversed = new StringBuilder(prefix);
    for (int i = digits.length() - 2; i >= 0; i -= 2) {
      reversed.append(digits, i, i + 2);
    }
    return reversed.toString();
  }
}

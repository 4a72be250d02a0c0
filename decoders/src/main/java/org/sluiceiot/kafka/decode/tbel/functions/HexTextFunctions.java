package org.sluiceiot.kafka.decode.tbel.functions;

import java.util.Locale;

/** Numbers as texts of some radix; hex in upper case, in whole bytes. Stateless. */
public final class HexTextFunctions {
  private static final int SHORTEST = -1;
  private static final int INT_DIGITS = 8;
  private static final int LONG_DIGITS = 16;
  private static final int[] BINARY_WIDTHS = {8, 16, 32, 64};

  private HexTextFunctions() {}

  public static String intToHex(Integer value) {
    return intToHex(value, true);
  }

  public static String intToHex(Integer value, boolean bigEndian) {
    return intToHex(value, bigEndian, false);
  }

  public static String intToHex(Integer value, boolean bigEndian, boolean prefix) {
    return intToHex(value, bigEndian, prefix, SHORTEST);
  }

  /** The last so many digits. */
  public static String intToHex(Integer value, boolean bigEndian, boolean prefix, int length) {
    return hex(value.longValue(), bigEndian, prefix, length, INT_DIGITS);
  }

  public static String longToHex(Long value) {
    return longToHex(value, true);
  }

  public static String longToHex(Long value, boolean bigEndian) {
    return longToHex(value, bigEndian, false);
  }

  public static String longToHex(Long value, boolean bigEndian, boolean prefix) {
    return longToHex(value, bigEndian, prefix, SHORTEST);
  }

  public static String longToHex(Long value, boolean bigEndian, boolean prefix, int length) {
    return hex(value, bigEndian, prefix, length, LONG_DIGITS);
  }

  public static String intLongToRadixString(Long value) {
    return intLongToRadixString(value, NumberText.DECIMAL);
  }

  public static String intLongToRadixString(Long value, int radix) {
    return intLongToRadixString(value, radix, true);
  }

  public static String intLongToRadixString(Long value, int radix, boolean bigEndian) {
    return intLongToRadixString(value, radix, bigEndian, false);
  }

  public static String intLongToRadixString(
      Long value, int radix, boolean bigEndian, boolean prefix) {
    return switch (radix) {
      case NumberText.BINARY -> padded(Long.toBinaryString(value));
      case NumberText.OCTAL -> Long.toOctalString(value);
      case NumberText.DECIMAL -> Long.toString(value);
      case NumberText.HEX -> hex(value, bigEndian, prefix, SHORTEST, Integer.MAX_VALUE);
      default -> {
        if (radix < 25 || radix > Character.MAX_RADIX) {
          throw new IllegalArgumentException("radix " + radix + " is not supported");
        }
        yield Long.toString(value, radix);
      }
    };
  }

  private static String padded(String binary) {
    for (int width : BINARY_WIDTHS) {
      if (binary.length() < width) {
        return "0".repeat(width - binary.length()) + binary;
      }
    }
    return binary;
  }

  private static String hex(
      long value, boolean bigEndian, boolean prefix, int length, int mostDigits) {
    String shortest = value >= 0 ? positive(value) : negative(value, mostDigits);
    String ordered = bigEndian ? shortest : NumberText.reversed(shortest);
    String cut = length == SHORTEST ? ordered : ordered.substring(ordered.length() - length);
    return prefix ? "0x" + cut : cut;
  }

  private static String positive(long value) {
    String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
    return digits.length() % 2 > 0 ? "0" + digits : digits;
  }

  /** As many sign digits as are needed to tell that it is negative. */
  private static String negative(long value, int mostDigits) {
    String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
    int most = Math.min(mostDigits, digits.length());
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == 'F') {
      first++;
    }
    String rest = digits.substring(first);
    String even = rest.length() % 2 > 0 ? "F" + rest : rest;
    if (even.length() > most) {
      return even.substring(even.length() - most);
    }
    return even.length() == most ? even : "FF" + even;
  }

  public static String floatToHex(Float value) {
    return floatToHex(value, true);
  }

  /** The bits of an IEEE 754 float, with 0x. */
  public static String floatToHex(Float value, boolean bigEndian) {
    return ordered("0x%08X".formatted(Float.floatToIntBits(value)), bigEndian);
  }

  public static String doubleToHex(Double value) {
    return doubleToHex(value, true);
  }

  /** The bits of an IEEE 754 double, with 0x. */
  public static String doubleToHex(Double value, boolean bigEndian) {
    return ordered("0x%016X".formatted(Double.doubleToRawLongBits(value)), bigEndian);
  }

  private static String ordered(String hex, boolean bigEndian) {
    return bigEndian ? hex : NumberText.reversed(hex);
  }
}

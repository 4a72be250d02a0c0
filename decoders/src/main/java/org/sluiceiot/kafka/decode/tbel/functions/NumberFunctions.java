package org.sluiceiot.kafka.decode.tbel.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers from and about texts. A blank text yields null. Stateless. */
public final class NumberFunctions {
  private static final int NO = -1;

  private NumberFunctions() {}

  public static Integer parseInt(String text) {
    return parseInt(text, 0);
  }

  public static Integer parseInt(String text, int radix) {
    return integer(text, radix, true);
  }

  static Integer integer(String text, int radix, boolean bigEndian) {
    String plain = NumberText.plain(text, bigEndian);
    return plain == null
        ? null
        : (Integer)
            (int) NumberText.whole(plain, NumberText.radix(plain, radix, text), Integer.SIZE);
  }

  public static Long parseLong(String text) {
    return parseLong(text, 0);
  }

  public static Long parseLong(String text, int radix) {
    return longInteger(text, radix, true);
  }

  static Long longInteger(String text, int radix, boolean bigEndian) {
    String plain = NumberText.plain(text, bigEndian);
    return plain == null
        ? null
        : (Long) NumberText.whole(plain, NumberText.radix(plain, radix, text), Long.SIZE);
  }

  public static Float parseFloat(String text) {
    return parseFloat(text, 0);
  }

  /** Hex digits are the bits of an IEEE 754 float. */
  public static Float parseFloat(String text, int radix) {
    String plain = NumberText.plain(text, true);
    return plain == null ? null : real(text, plain, radix);
  }

  static Float real(String text, String plain, int radix) {
    return NumberText.radix(plain, radix, text) == NumberText.HEX
        ? Float.intBitsToFloat((int) Long.parseLong(plain, NumberText.HEX))
        : Float.parseFloat(text);
  }

  /** Decimal, or hex digits; without a radix a blank text is an error, and a comma is no point. */
  public static Double parseDouble(String text) {
    if (!NumberText.decimal(text) && !NumberText.hex(text)) {
      throw new NumberFormatException("'" + text + "' is not a number");
    }
    return parseDouble(text, NumberText.decimal(text) ? NumberText.DECIMAL : NumberText.HEX);
  }

  /** Hex digits are the bits of an IEEE 754 double. */
  public static Double parseDouble(String text, int radix) {
    return longReal(text, radix, true);
  }

  static Double longReal(String text, int radix, boolean bigEndian) {
    String plain = NumberText.plain(text, bigEndian);
    if (plain == null) {
      return null;
    }
    return NumberText.radix(plain, radix, text) == NumberText.DECIMAL
        ? Double.parseDouble(plain)
        : Double.longBitsToDouble(Long.parseUnsignedLong(plain, NumberText.HEX));
  }

  /** 2 when every character is a binary digit, else -1. */
  public static int isBinary(String text) {
    return NumberText.binary(text) ? NumberText.BINARY : NO;
  }

  /** 8 when every character is an octal digit, else -1. */
  public static int isOctal(String text) {
    return NumberText.octal(text) ? NumberText.OCTAL : NO;
  }

  /** 10 for a decimal number, else -1. */
  public static int isDecimal(String text) {
    return NumberText.decimal(text) ? NumberText.DECIMAL : NO;
  }

  /** 16 for hex digits with or without 0x, else -1. */
  public static int isHexadecimal(String text) {
    return NumberText.hex(text) ? NumberText.HEX : NO;
  }

  public static boolean isNaN(double value) {
    return Double.isNaN(value);
  }

  /** Rounded half up to so many decimals. */
  public static double toFixed(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }

  public static float toFixed(float value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).floatValue();
  }

  /** Rounded half up to a whole number. */
  public static int toInt(double value) {
    return BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP).intValue();
  }
}

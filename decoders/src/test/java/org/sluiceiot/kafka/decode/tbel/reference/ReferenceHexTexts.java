package org.sluiceiot.kafka.decode.tbel.reference;

/** Numbers as hex and other texts, as ThingsBoard documents them; apart from what is tested. */
public final class ReferenceHexTexts {
  private ReferenceHexTexts() {}

  public static String intToHex(Integer value) {
    return intToHex(value, true);
  }

  public static String intToHex(Integer value, boolean bigEndian) {
    return intToHex(value, bigEndian, false);
  }

  public static String intToHex(Integer value, boolean bigEndian, boolean prefix) {
    return intToHex(value, bigEndian, prefix, -1);
  }

  public static String intToHex(Integer value, boolean bigEndian, boolean prefix, int length) {
    return hex(value, 8, bigEndian, prefix, length);
  }

  public static String longToHex(Long value) {
    return longToHex(value, true);
  }

  public static String longToHex(Long value, boolean bigEndian) {
    return longToHex(value, bigEndian, false);
  }

  public static String longToHex(Long value, boolean bigEndian, boolean prefix) {
    return longToHex(value, bigEndian, prefix, -1);
  }

  public static String longToHex(Long value, boolean bigEndian, boolean prefix, int length) {
    return hex(value, 16, bigEndian, prefix, length);
  }

  public static String intLongToRadixString(Long value) {
    return intLongToRadixString(value, 10);
  }

  public static String intLongToRadixString(Long value, int radix) {
    return intLongToRadixString(value, radix, true);
  }

  public static String intLongToRadixString(Long value, int radix, boolean bigEndian) {
    return intLongToRadixString(value, radix, bigEndian, false);
  }

  public static String intLongToRadixString(
      Long value, int radix, boolean bigEndian, boolean prefix) {
    if (radix == 16) {
      return hex(value, 16, bigEndian, prefix, -1);
    }
    if (radix == 2) {
      String bits = Long.toBinaryString(value);
      int width = 8;
      while (width <= bits.length() && width < 64) {
        width *= 2;
      }
      return "0".repeat(width - bits.length()) + bits;
    }
    if (radix == 8) {
      return Long.toUnsignedString(value, 8);
    }
    if (radix != 10 && (radix < 25 || radix > 36)) {
      throw new IllegalArgumentException("radix");
    }
    return Long.toString(value, radix);
  }

  /** Whole bytes, as few as hold the number; of a negative one with a byte of sign before them. */
  private static String hex(long value, int widest, boolean bigEndian, boolean prefix, int length) {
    String digits = ReferenceHex.upper(value);
    if (value < 0) {
      digits = digits.replaceFirst("^F+(?=.)", "");
    }
    if (digits.length() % 2 == 1) {
      digits = (value < 0 ? "F" : "0") + digits;
    }
    if (value < 0 && digits.length() < widest) {
      digits = "FF" + digits;
    } else if (value < 0) {
      digits = digits.substring(digits.length() - widest);
    }
    String ordered = bigEndian ? digits : ReferenceHex.turned(digits);
    String cut = length == -1 ? ordered : ordered.substring(ordered.length() - length);
    return (prefix ? "0x" : "") + cut;
  }

  public static String floatToHex(Float value) {
    return floatToHex(value, true);
  }

  public static String floatToHex(Float value, boolean bigEndian) {
    return bits(ReferenceHex.upper(Float.floatToIntBits(value) & 0xFFFFFFFFL), 8, bigEndian);
  }

  public static String doubleToHex(Double value) {
    return doubleToHex(value, true);
  }

  public static String doubleToHex(Double value, boolean bigEndian) {
    return bits(ReferenceHex.upper(Double.doubleToRawLongBits(value)), 16, bigEndian);
  }

  private static String bits(String digits, int width, boolean bigEndian) {
    String all = "0".repeat(width - digits.length()) + digits;
    return "0x" + (bigEndian ? all : ReferenceHex.turned(all));
  }
}

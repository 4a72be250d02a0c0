package org.sluiceiot.kafka.decode.tbel.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Numbers in texts, as ThingsBoard documents them; written apart from what is tested. */
public final class ReferenceNumbers {
  private ReferenceNumbers() {}

  /** A text that was looked at: null where there is none. */
  record Read(String digits, int radix) {}

  static Read read(String text, int asked, boolean bigEndian) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String digits = text.trim().replace("0x", "").replace("0X", "").replace(',', '.');
    if (!bigEndian) {
      digits = ReferenceHex.turned(digits);
    }
    if (asked > 24 && asked < 37) {
      return new Read(digits, asked);
    }
    int radix = asked;
    if (asked == 0) {
      radix = isDecimal(digits) > 0 ? 10 : isHexadecimal(digits);
    } else if (!digits.matches(form(asked))) {
      radix = -1;
    }
    if (radix < 0) {
      throw new NumberFormatException(text);
    }
    radix = text.startsWith("0x") ? 16 : radix;
    if (radix == 16 && text.replaceFirst("^-", "").length() % 2 == 1) {
      throw new NumberFormatException("odd");
    }
    return new Read(digits, radix);
  }

  private static String form(int radix) {
    return switch (radix) {
      case 2 -> "[01]+";
      case 8 -> "[0-7]+";
      case 10 -> "[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?";
      case 16 -> "-?(0[xX])?[0-9a-fA-F]+";
      default -> throw new IllegalArgumentException("radix");
    };
  }

  /** Two's complement where a binary text is as wide as the type or wider and begins with 1. */
  private static BigInteger whole(Read read, int bits) {
    BigInteger number = new BigInteger(read.digits, read.radix);
    return read.radix == 2 && read.digits.length() >= bits && read.digits.startsWith("1")
        ? number.subtract(BigInteger.TWO.pow(read.digits.length()))
        : number;
  }

  public static Integer parseInt(String text) {
    return parseInt(text, 0);
  }

  public static Integer parseInt(String text, int radix) {
    return integer(read(text, radix, true));
  }

  static Integer integer(Read read) {
    return read == null ? null : (Integer) whole(read, 32).intValueExact();
  }

  public static Long parseLong(String text) {
    return parseLong(text, 0);
  }

  public static Long parseLong(String text, int radix) {
    return longInteger(read(text, radix, true));
  }

  static Long longInteger(Read read) {
    return read == null ? null : (Long) whole(read, 64).longValueExact();
  }

  public static Float parseFloat(String text) {
    return parseFloat(text, 0);
  }

  public static Float parseFloat(String text, int radix) {
    return real(text, read(text, radix, true));
  }

  static Float real(String text, Read read) {
    if (read == null) {
      return null;
    }
    return read.radix == 16
        ? (Float) Float.intBitsToFloat((int) new BigInteger(read.digits, 16).longValueExact())
        : Float.valueOf(text);
  }

  public static Double parseDouble(String text) {
    int radix = isDecimal(text) > 0 ? 10 : isHexadecimal(text);
    if (radix < 0) {
      throw new NumberFormatException(text);
    }
    return parseDouble(text, radix);
  }

  public static Double parseDouble(String text, int radix) {
    return longReal(read(text, radix, true));
  }

  static Double longReal(Read read) {
    if (read == null) {
      return null;
    }
    if (read.radix == 10) {
      return Double.valueOf(read.digits);
    }
    BigInteger bits = new BigInteger(read.digits, 16);
    if (read.digits.startsWith("-") || bits.bitLength() > 64) {
      throw new NumberFormatException("bits");
    }
    return Double.longBitsToDouble(bits.longValue());
  }

  public static int isBinary(String text) {
    return is(text, 2);
  }

  public static int isOctal(String text) {
    return is(text, 8);
  }

  public static int isDecimal(String text) {
    return is(text, 10);
  }

  public static int isHexadecimal(String text) {
    return is(text, 16);
  }

  private static int is(String text, int radix) {
    return text != null && text.matches(form(radix)) ? radix : -1;
  }

  public static boolean isNaN(double value) {
    return value != value;
  }

  public static double toFixed(double value, int decimals) {
    return new BigDecimal(Double.toString(value))
        .setScale(decimals, RoundingMode.HALF_UP)
        .doubleValue();
  }

  public static float toFixed(float value, int decimals) {
    return new BigDecimal(Double.toString(value))
        .setScale(decimals, RoundingMode.HALF_UP)
        .floatValue();
  }

  public static int toInt(double value) {
    return new BigDecimal(Double.toString(value))
        .setScale(0, RoundingMode.HALF_UP)
        .toBigInteger()
        .intValue();
  }
}

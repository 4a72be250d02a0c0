package org.sluiceiot.kafka.decode.tbel.functions;

import java.util.HexFormat;
import java.util.List;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionArrayList;

/** Hex texts to numbers and bytes, and bytes to hex. Stateless. */
public final class HexFunctions {
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  private HexFunctions() {}

  public static int parseHexToInt(String hex) {
    return parseHexToInt(hex, true);
  }

  public static Integer parseHexToInt(String hex, boolean bigEndian) {
    return NumberFunctions.integer(hex, NumberText.HEX, bigEndian);
  }

  public static int parseLittleEndianHexToInt(String hex) {
    return parseHexToInt(hex, false);
  }

  public static int parseBigEndianHexToInt(String hex) {
    return parseHexToInt(hex, true);
  }

  public static long parseHexToLong(String hex) {
    return parseHexToLong(hex, true);
  }

  public static Long parseHexToLong(String hex, boolean bigEndian) {
    return NumberFunctions.longInteger(hex, NumberText.HEX, bigEndian);
  }

  public static long parseLittleEndianHexToLong(String hex) {
    return parseHexToLong(hex, false);
  }

  public static long parseBigEndianHexToLong(String hex) {
    return parseHexToLong(hex, true);
  }

  public static float parseHexToFloat(String hex) {
    return parseHexToFloat(hex, true);
  }

  public static Float parseHexToFloat(String hex, boolean bigEndian) {
    String plain = NumberText.plain(hex, bigEndian);
    return plain == null ? null : NumberFunctions.real(hex, plain, NumberText.HEX);
  }

  public static float parseLittleEndianHexToFloat(String hex) {
    return parseHexToFloat(hex, false);
  }

  public static float parseBigEndianHexToFloat(String hex) {
    return parseHexToFloat(hex, true);
  }

  /** The whole number that the digits are, as a float. */
  public static Float parseHexIntLongToFloat(String hex, boolean bigEndian) {
    String plain = NumberText.plain(hex, bigEndian);
    if (plain == null) {
      return null;
    }
    int radix = NumberText.radix(plain, NumberText.HEX, hex);
    return (float) (int) Long.parseLong(plain, radix);
  }

  public static double parseHexToDouble(String hex) {
    return parseHexToDouble(hex, true);
  }

  public static double parseHexToDouble(String hex, boolean bigEndian) {
    return NumberFunctions.longReal(hex, NumberText.HEX, bigEndian);
  }

  public static double parseLittleEndianHexToDouble(String hex) {
    return parseHexToDouble(hex, false);
  }

  public static double parseBigEndianHexToDouble(String hex) {
    return parseHexToDouble(hex, true);
  }

  public static ExecutionArrayList<Byte> hexToBytes(ExecutionContext context, String hex) {
    return Bits.list(context, hexToBytesArray(hex));
  }

  public static byte[] hexToBytesArray(String hex) {
    String plain = NumberText.plain(hex, true);
    if (plain == null) {
      throw new IllegalArgumentException("a hex text must not be empty");
    }
    if (!NumberText.hex(hex)) {
      throw new NumberFormatException("'" + hex + "' is not hex");
    }
    return pairs(plain);
  }

  /** A sign counts as a digit of its pair, as in ThingsBoard. */
  static byte[] pairs(String digits) {
    if (digits.length() % 2 > 0) {
      throw new IllegalArgumentException("'" + digits + "' needs an even number of hex digits");
    }
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits, 2 * i, 2 * i + 2, NumberText.HEX);
    }
    return bytes;
  }

  /** Two upper case digits per byte. */
  public static String bytesToHex(ExecutionArrayList<?> bytes) {
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = Byte.parseByte(bytes.get(i).toString());
    }
    return bytesToHex(array);
  }

  public static String bytesToHex(byte[] bytes) {
    return UPPER.formatHex(bytes);
  }

  /** Signed bytes as numbers from 0 to 255. */
  public static List<Integer> printUnsignedBytes(ExecutionContext context, List<Byte> bytes) {
    ExecutionArrayList<Integer> unsigned = new ExecutionArrayList<>(context);
    for (Byte b : bytes) {
      unsigned.add(Byte.toUnsignedInt(b));
    }
    return unsigned;
  }
}

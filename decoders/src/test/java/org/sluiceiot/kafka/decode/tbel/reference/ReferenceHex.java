package org.sluiceiot.kafka.decode.tbel.reference;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionArrayList;

/** Hex texts, as ThingsBoard documents them; written apart from what is tested. */
public final class ReferenceHex {
  private ReferenceHex() {}

  static String turned(String hex) {
    if (hex.startsWith("-")) {
      throw new IllegalArgumentException("negative");
    }
    boolean prefixed = hex.startsWith("0x");
    String digits = prefixed ? hex.substring(2) : hex;
    if (digits.length() % 2 == 1) {
      throw new IllegalArgumentException("odd");
    }
    String turned = "";
    for (String pair : digits.split("(?<=\\G..)")) {
      turned = pair + turned;
    }
    return prefixed ? "0x" + turned : turned;
  }

  public static int parseHexToInt(String hex) {
    return parseHexToInt(hex, true);
  }

  public static Integer parseHexToInt(String hex, boolean bigEndian) {
    return ReferenceNumbers.integer(ReferenceNumbers.read(hex, 16, bigEndian));
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
    return ReferenceNumbers.longInteger(ReferenceNumbers.read(hex, 16, bigEndian));
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
    return ReferenceNumbers.real(hex, ReferenceNumbers.read(hex, 16, bigEndian));
  }

  public static float parseLittleEndianHexToFloat(String hex) {
    return parseHexToFloat(hex, false);
  }

  public static float parseBigEndianHexToFloat(String hex) {
    return parseHexToFloat(hex, true);
  }

  public static Float parseHexIntLongToFloat(String hex, boolean bigEndian) {
    ReferenceNumbers.Read read = ReferenceNumbers.read(hex, 16, bigEndian);
    return read == null
        ? null
        : (Float) (float) (int) new BigInteger(read.digits(), 16).longValueExact();
  }

  public static double parseHexToDouble(String hex) {
    return parseHexToDouble(hex, true);
  }

  public static double parseHexToDouble(String hex, boolean bigEndian) {
    return ReferenceNumbers.longReal(ReferenceNumbers.read(hex, 16, bigEndian));
  }

  public static double parseLittleEndianHexToDouble(String hex) {
    return parseHexToDouble(hex, false);
  }

  public static double parseBigEndianHexToDouble(String hex) {
    return parseHexToDouble(hex, true);
  }

  public static ExecutionArrayList<Byte> hexToBytes(ExecutionContext context, String hex) {
    return ReferenceTexts.bytesToExecutionArrayList(context, hexToBytesArray(hex));
  }

  public static byte[] hexToBytesArray(String hex) {
    if (ReferenceNumbers.isHexadecimal(hex) < 0) {
      throw new NumberFormatException(hex);
    }
    return pairs(hex.replace("0x", "").replace("0X", ""));
  }

  public static String hexToBase64(String hex) {
    return ReferenceTexts.bytesToBase64(pairs(hex));
  }

  private static byte[] pairs(String digits) {
    byte[] bytes = new byte[digits.length() / 2];
    if (digits.length() % 2 == 1) {
      throw new IllegalArgumentException("odd");
    }
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = new BigInteger(digits.substring(2 * i, 2 * i + 2), 16).byteValue();
    }
    return bytes;
  }

  public static String bytesToHex(ExecutionArrayList<?> bytes) {
    byte[] exact = new byte[bytes.size()];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = new BigInteger(bytes.get(i).toString()).byteValueExact();
    }
    return bytesToHex(exact);
  }

  public static String bytesToHex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte each : bytes) {
      hex.append(String.format("%02X", each));
    }
    return hex.toString();
  }

  public static List<Integer> printUnsignedBytes(ExecutionContext context, List<Byte> bytes) {
    List<Integer> unsigned = new ExecutionArrayList<>(context);
    for (Byte each : bytes) {
      unsigned.add(each & 0xFF);
    }
    return unsigned;
  }

  static String upper(long value) {
    return Long.toHexString(value).toUpperCase(Locale.ROOT);
  }
}

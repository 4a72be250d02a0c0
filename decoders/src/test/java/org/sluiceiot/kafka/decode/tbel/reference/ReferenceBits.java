package org.sluiceiot.kafka.decode.tbel.reference;

import java.util.Arrays;
import java.util.List;

/** Bits in arrays, as ThingsBoard documents them; written apart from what is tested. */
public final class ReferenceBits {
  private ReferenceBits() {}

  public static byte[] parseByteToBinaryArray(byte value) {
    return parseByteToBinaryArray(value, 8);
  }

  public static byte[] parseByteToBinaryArray(byte value, int length) {
    return parseByteToBinaryArray(value, length, true);
  }

  public static byte[] parseByteToBinaryArray(byte value, int length, boolean bigEndian) {
    byte[] bits = new byte[length];
    for (int i = 0; i < length; i++) {
      boolean set = (value & 1 << i) != 0; // Java shifts an int by 32 like by 0
      bits[bigEndian ? length - 1 - i : i] = (byte) (set ? 1 : 0);
    }
    return bits;
  }

  public static byte[] parseBytesToBinaryArray(List<?> bytes) {
    return parseBytesToBinaryArray(ReferenceLists.lowBytes(bytes));
  }

  public static byte[] parseBytesToBinaryArray(List<?> bytes, int length) {
    return parseBytesToBinaryArray(ReferenceLists.lowBytes(bytes), length);
  }

  public static byte[] parseBytesToBinaryArray(byte[] bytes) {
    return parseBytesToBinaryArray(bytes, 8 * bytes.length);
  }

  public static byte[] parseBytesToBinaryArray(byte[] bytes, int length) {
    return parseLongToBinaryArray(ReferenceIntegers.parseBytesToLong(bytes), length);
  }

  public static byte[] parseLongToBinaryArray(long value) {
    return parseLongToBinaryArray(value, 64);
  }

  public static byte[] parseLongToBinaryArray(long value, int length) {
    String digits = Long.toBinaryString(value);
    String all = "0".repeat(64 - digits.length()) + digits;
    byte[] bits = new byte[length < 64 ? length : 64];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (byte) (all.charAt(64 - bits.length + i) - '0');
    }
    return bits;
  }

  public static int parseBinaryArrayToInt(List<?> bits) {
    return parseBinaryArrayToInt(bits, 0);
  }

  public static int parseBinaryArrayToInt(List<?> bits, int offset) {
    return parseBinaryArrayToInt(bits, offset, bits.size());
  }

  public static int parseBinaryArrayToInt(List<?> bits, int offset, int length) {
    return parseBinaryArrayToInt(ReferenceLists.lowBytes(bits), offset, length);
  }

  public static int parseBinaryArrayToInt(byte[] bits) {
    return parseBinaryArrayToInt(bits, 0);
  }

  public static int parseBinaryArrayToInt(byte[] bits, int offset) {
    return parseBinaryArrayToInt(bits, offset, bits.length);
  }

  /** Eight bits read from the first one are a signed byte. */
  public static int parseBinaryArrayToInt(byte[] bits, int offset, int length) {
    int end = Math.min(bits.length, offset + length);
    int value = 0;
    for (byte bit : offset < end ? Arrays.copyOfRange(bits, offset, end) : new byte[0]) {
      value = 2 * value + Math.floorMod(bit, 2);
    }
    return bits.length == 8 && offset == 0 && bits[0] == 1 ? value - (1 << end) : value;
  }
}

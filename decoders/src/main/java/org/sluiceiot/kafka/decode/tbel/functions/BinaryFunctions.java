package org.sluiceiot.kafka.decode.tbel.functions;

import java.util.List;

/** Bits as arrays of zeros and ones, the highest first unless asked otherwise. Stateless. */
public final class BinaryFunctions {
  private static final int MOST_BITS = 1 << 16;

  private BinaryFunctions() {}

  public static byte[] parseByteToBinaryArray(byte value) {
    return parseByteToBinaryArray(value, Bits.BYTE);
  }

  public static byte[] parseByteToBinaryArray(byte value, int length) {
    return parseByteToBinaryArray(value, length, true);
  }

  /** With {@code bigEndian} false the lowest bit comes first. */
  public static byte[] parseByteToBinaryArray(byte value, int length, boolean bigEndian) {
    if (length > MOST_BITS) {
      throw new IllegalArgumentException(length + " bits are too many; at most " + MOST_BITS);
    }
    byte[] bits = new byte[length];
    for (int i = 0; i < bits.length; i++) {
      bits[bigEndian ? bits.length - 1 - i : i] = (byte) (value >> i & 1);
    }
    return bits;
  }

  public static byte[] parseBytesToBinaryArray(List<?> bytes) {
    return parseBytesToBinaryArray(bytes, bytes.size() * Bits.BYTE);
  }

  public static byte[] parseBytesToBinaryArray(List<?> bytes, int length) {
    return parseBytesToBinaryArray(Bits.low(bytes), length);
  }

  public static byte[] parseBytesToBinaryArray(byte[] bytes) {
    return parseBytesToBinaryArray(bytes, bytes.length * Bits.BYTE);
  }

  /** The bits of the number that the bytes, at most eight, are. */
  public static byte[] parseBytesToBinaryArray(byte[] bytes, int length) {
    int size = Math.min(bytes.length, Long.BYTES);
    return parseLongToBinaryArray(Bits.number(bytes, 0, size, true, Long.BYTES), length);
  }

  public static byte[] parseLongToBinaryArray(long value) {
    return parseLongToBinaryArray(value, Long.SIZE);
  }

  public static byte[] parseLongToBinaryArray(long value, int length) {
    byte[] bits = new byte[bounded(length)];
    for (int i = 0; i < bits.length; i++) {
      bits[bits.length - 1 - i] = (byte) (value >> i & 1);
    }
    return bits;
  }

  private static int bounded(int length) {
    return Math.min(length, Long.SIZE);
  }

  public static int parseBinaryArrayToInt(List<?> bits) {
    return parseBinaryArrayToInt(bits, 0);
  }

  public static int parseBinaryArrayToInt(List<?> bits, int offset) {
    return parseBinaryArrayToInt(bits, offset, bits.size());
  }

  public static int parseBinaryArrayToInt(List<?> bits, int offset, int length) {
    return parseBinaryArrayToInt(Bits.low(bits), offset, length);
  }

  public static int parseBinaryArrayToInt(byte[] bits) {
    return parseBinaryArrayToInt(bits, 0);
  }

  public static int parseBinaryArrayToInt(byte[] bits, int offset) {
    return parseBinaryArrayToInt(bits, offset, bits.length);
  }

  /** A whole byte (eight bits from the start) is signed; anything else is not. */
  public static int parseBinaryArrayToInt(byte[] bits, int offset, int length) {
    int end = Math.min(length + offset, bits.length);
    int value = 0;
    for (int i = offset; i < end; i++) {
      value = value << 1 | (bits[i] & 1);
    }
    boolean signed = bits.length == Bits.BYTE && offset == 0 && bits[0] == 1;
    return signed ? value - (1 << end) : value;
  }
}

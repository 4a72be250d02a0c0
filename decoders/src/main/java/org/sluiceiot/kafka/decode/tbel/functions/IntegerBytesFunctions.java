package org.sluiceiot.kafka.decode.tbel.functions;

import java.util.List;

/**
 * Whole numbers from bytes. Without a length all bytes there are, up to the type's size. Stateless.
 */
public final class IntegerBytesFunctions {
  private static final int INT = 4;
  private static final int LONG = 8;

  private IntegerBytesFunctions() {}

  public static int parseBytesToInt(List<?> data) {
    return parseBytesToInt(data, 0);
  }

  public static int parseBytesToInt(List<?> data, int offset) {
    return parseBytesToInt(data, offset, Bits.rest(data.size(), offset, INT));
  }

  public static int parseBytesToInt(List<?> data, int offset, int length) {
    return parseBytesToInt(data, offset, length, true);
  }

  public static int parseBytesToInt(List<?> data, int offset, int length, boolean bigEndian) {
    return (int) Bits.number(data, offset, length, bigEndian, INT);
  }

  public static int parseBytesToInt(byte[] data) {
    return parseBytesToInt(data, 0);
  }

  public static int parseBytesToInt(byte[] data, int offset) {
    return parseBytesToInt(data, offset, Bits.rest(data.length, offset, INT));
  }

  public static int parseBytesToInt(byte[] data, int offset, int length) {
    return parseBytesToInt(data, offset, length, true);
  }

  public static int parseBytesToInt(byte[] data, int offset, int length, boolean bigEndian) {
    return (int) Bits.number(data, offset, length, bigEndian, INT);
  }

  public static long parseBytesToLong(List<?> data) {
    return parseBytesToLong(data, 0);
  }

  public static long parseBytesToLong(List<?> data, int offset) {
    return parseBytesToLong(data, offset, Bits.rest(data.size(), offset, LONG));
  }

  public static long parseBytesToLong(List<?> data, int offset, int length) {
    return parseBytesToLong(data, offset, length, true);
  }

  public static long parseBytesToLong(List<?> data, int offset, int length, boolean bigEndian) {
    return Bits.number(data, offset, length, bigEndian, LONG);
  }

  public static long parseBytesToLong(byte[] data) {
    return parseBytesToLong(data, 0);
  }

  public static long parseBytesToLong(byte[] data, int offset) {
    return parseBytesToLong(data, offset, Bits.rest(data.length, offset, LONG));
  }

  public static long parseBytesToLong(byte[] data, int offset, int length) {
    return parseBytesToLong(data, offset, length, true);
  }

  public static long parseBytesToLong(byte[] data, int offset, int length, boolean bigEndian) {
    return Bits.number(data, offset, length, bigEndian, LONG);
  }

  public static long parseBytesToUnsignedInt(List<?> data) {
    return parseBytesToUnsignedInt(data, 0);
  }

  public static long parseBytesToUnsignedInt(List<?> data, int offset) {
    return parseBytesToUnsignedInt(data, offset, Bits.rest(data.size(), offset, INT));
  }

  public static long parseBytesToUnsignedInt(List<?> data, int offset, int length) {
    return parseBytesToUnsignedInt(data, offset, length, true);
  }

  public static long parseBytesToUnsignedInt(
      List<?> data, int offset, int length, boolean bigEndian) {
    return Bits.number(data, offset, length, bigEndian, INT);
  }

  public static long parseBytesToUnsignedInt(byte[] data) {
    return parseBytesToUnsignedInt(data, 0);
  }

  public static long parseBytesToUnsignedInt(byte[] data, int offset) {
    return parseBytesToUnsignedInt(data, offset, Bits.rest(data.length, offset, INT));
  }

  public static long parseBytesToUnsignedInt(byte[] data, int offset, int length) {
    return parseBytesToUnsignedInt(data, offset, length, true);
  }

  public static long parseBytesToUnsignedInt(
      byte[] data, int offset, int length, boolean bigEndian) {
    return Bits.number(data, offset, length, bigEndian, INT);
  }
}

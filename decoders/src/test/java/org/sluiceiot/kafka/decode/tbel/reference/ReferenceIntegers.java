package org.sluiceiot.kafka.decode.tbel.reference;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.List;

/** Whole numbers from bytes, as ThingsBoard documents them; written apart from what is tested. */
public final class ReferenceIntegers {
  private ReferenceIntegers() {}

  public static int parseBytesToInt(List<?> data) {
    return parseBytesToInt(data, 0);
  }

  public static int parseBytesToInt(List<?> data, int offset) {
    return parseBytesToInt(data, offset, rest(data.size(), offset, 4));
  }

  public static int parseBytesToInt(List<?> data, int offset, int length) {
    return parseBytesToInt(data, offset, length, true);
  }

  public static int parseBytesToInt(byte[] data) {
    return parseBytesToInt(data, 0);
  }

  public static int parseBytesToInt(byte[] data, int offset) {
    return parseBytesToInt(data, offset, rest(data.length, offset, 4));
  }

  public static int parseBytesToInt(byte[] data, int offset, int length) {
    return parseBytesToInt(data, offset, length, true);
  }

  public static int parseBytesToInt(List<?> data, int offset, int length, boolean bigEndian) {
    return parseBytesToInt(ReferenceLists.lowBytes(data), offset, length, bigEndian);
  }

  public static int parseBytesToInt(byte[] data, int offset, int length, boolean bigEndian) {
    return unsigned(data, offset, length, bigEndian, 4).intValue();
  }

  public static long parseBytesToUnsignedInt(List<?> data) {
    return parseBytesToUnsignedInt(data, 0);
  }

  public static long parseBytesToUnsignedInt(List<?> data, int offset) {
    return parseBytesToUnsignedInt(data, offset, rest(data.size(), offset, 4));
  }

  public static long parseBytesToUnsignedInt(List<?> data, int offset, int length) {
    return parseBytesToUnsignedInt(data, offset, length, true);
  }

  public static long parseBytesToUnsignedInt(byte[] data) {
    return parseBytesToUnsignedInt(data, 0);
  }

  public static long parseBytesToUnsignedInt(byte[] data, int offset) {
    return parseBytesToUnsignedInt(data, offset, rest(data.length, offset, 4));
  }

  public static long parseBytesToUnsignedInt(byte[] data, int offset, int length) {
    return parseBytesToUnsignedInt(data, offset, length, true);
  }

  public static long parseBytesToUnsignedInt(
      List<?> data, int offset, int length, boolean bigEndian) {
    return parseBytesToUnsignedInt(ReferenceLists.lowBytes(data), offset, length, bigEndian);
  }

  public static long parseBytesToUnsignedInt(
      byte[] data, int offset, int length, boolean bigEndian) {
    return unsigned(data, offset, length, bigEndian, 4).longValue();
  }

  public static long parseBytesToLong(List<?> data) {
    return parseBytesToLong(data, 0);
  }

  public static long parseBytesToLong(List<?> data, int offset) {
    return parseBytesToLong(data, offset, rest(data.size(), offset, 8));
  }

  public static long parseBytesToLong(List<?> data, int offset, int length) {
    return parseBytesToLong(data, offset, length, true);
  }

  public static long parseBytesToLong(byte[] data) {
    return parseBytesToLong(data, 0);
  }

  public static long parseBytesToLong(byte[] data, int offset) {
    return parseBytesToLong(data, offset, rest(data.length, offset, 8));
  }

  public static long parseBytesToLong(byte[] data, int offset, int length) {
    return parseBytesToLong(data, offset, length, true);
  }

  public static long parseBytesToLong(List<?> data, int offset, int length, boolean bigEndian) {
    return parseBytesToLong(ReferenceLists.lowBytes(data), offset, length, bigEndian);
  }

  public static long parseBytesToLong(byte[] data, int offset, int length, boolean bigEndian) {
    return unsigned(data, offset, length, bigEndian, 8).longValue();
  }

  /** What is read where no length is given: all that is left, at most the type's size. */
  static int rest(int size, int offset, int most) {
    return offset > size ? size : Math.min(most, size - offset);
  }

  static BigInteger unsigned(byte[] data, int offset, int length, boolean bigEndian, int most) {
    if (length > most) {
      throw new IllegalArgumentException("too long");
    }
    byte[] part = new byte[length];
    System.arraycopy(data, offset, part, 0, length);
    if (!bigEndian) {
      ArrayDeque<Byte> turned = new ArrayDeque<>();
      for (byte each : part) {
        turned.push(each);
      }
      for (int i = 0; i < length; i++) {
        part[i] = turned.pop();
      }
    }
    return new BigInteger(1, part);
  }
}

package org.sluiceiot.kafka.decode.tbel.functions;

import java.math.BigInteger;
import java.util.List;

/**
 * IEEE 754 numbers and fractions from bytes. Without a length all bytes there are, up to the type's
 * size. Stateless.
 */
public final class FloatBytesFunctions {
  private static final int INT = 4;
  private static final int LONG = 8;

  private FloatBytesFunctions() {}

  public static float parseBytesToFloat(List<?> data) {
    return parseBytesToFloat(data, 0);
  }

  public static float parseBytesToFloat(List<?> data, int offset) {
    return parseBytesToFloat(data, offset, Bits.rest(data.size(), offset, INT));
  }

  public static float parseBytesToFloat(List<?> data, int offset, int length) {
    return parseBytesToFloat(data, offset, length, true);
  }

  public static float parseBytesToFloat(List<?> data, int offset, int length, boolean bigEndian) {
    return real(Float.intBitsToFloat((int) Bits.number(data, offset, length, bigEndian, INT)));
  }

  public static float parseBytesToFloat(byte[] data) {
    return parseBytesToFloat(data, 0);
  }

  public static float parseBytesToFloat(byte[] data, int offset) {
    return parseBytesToFloat(data, offset, Bits.rest(data.length, offset, INT));
  }

  public static float parseBytesToFloat(byte[] data, int offset, int length) {
    return parseBytesToFloat(data, offset, length, true);
  }

  public static float parseBytesToFloat(byte[] data, int offset, int length, boolean bigEndian) {
    return real(Float.intBitsToFloat((int) Bits.number(data, offset, length, bigEndian, INT)));
  }

  public static float parseBytesIntToFloat(List<?> data) {
    return parseBytesIntToFloat(data, 0);
  }

  public static float parseBytesIntToFloat(List<?> data, int offset) {
    return parseBytesIntToFloat(data, offset, Bits.rest(data.size(), offset, INT));
  }

  public static float parseBytesIntToFloat(List<?> data, int offset, int length) {
    return parseBytesIntToFloat(data, offset, length, true);
  }

  public static float parseBytesIntToFloat(
      List<?> data, int offset, int length, boolean bigEndian) {
    return Bits.number(data, offset, length, bigEndian, INT);
  }

  public static float parseBytesIntToFloat(byte[] data) {
    return parseBytesIntToFloat(data, 0);
  }

  public static float parseBytesIntToFloat(byte[] data, int offset) {
    return parseBytesIntToFloat(data, offset, Bits.rest(data.length, offset, INT));
  }

  public static float parseBytesIntToFloat(byte[] data, int offset, int length) {
    return parseBytesIntToFloat(data, offset, length, true);
  }

  public static float parseBytesIntToFloat(byte[] data, int offset, int length, boolean bigEndian) {
    return Bits.number(data, offset, length, bigEndian, INT);
  }

  public static double parseBytesToDouble(List<?> data) {
    return parseBytesToDouble(data, 0);
  }

  public static double parseBytesToDouble(List<?> data, int offset) {
    return parseBytesToDouble(data, offset, Bits.rest(data.size(), offset, LONG));
  }

  public static double parseBytesToDouble(List<?> data, int offset, int length) {
    return parseBytesToDouble(data, offset, length, true);
  }

  public static double parseBytesToDouble(List<?> data, int offset, int length, boolean bigEndian) {
    return real(Double.longBitsToDouble(Bits.number(data, offset, length, bigEndian, LONG)));
  }

  public static double parseBytesToDouble(byte[] data) {
    return parseBytesToDouble(data, 0);
  }

  public static double parseBytesToDouble(byte[] data, int offset) {
    return parseBytesToDouble(data, offset, Bits.rest(data.length, offset, LONG));
  }

  public static double parseBytesToDouble(byte[] data, int offset, int length) {
    return parseBytesToDouble(data, offset, length, true);
  }

  public static double parseBytesToDouble(byte[] data, int offset, int length, boolean bigEndian) {
    return real(Double.longBitsToDouble(Bits.number(data, offset, length, bigEndian, LONG)));
  }

  public static double parseBytesLongToDouble(List<?> data) {
    return parseBytesLongToDouble(data, 0);
  }

  public static double parseBytesLongToDouble(List<?> data, int offset) {
    return parseBytesLongToDouble(data, offset, Bits.rest(data.size(), offset, LONG));
  }

  public static double parseBytesLongToDouble(List<?> data, int offset, int length) {
    return parseBytesLongToDouble(data, offset, length, true);
  }

  public static double parseBytesLongToDouble(
      List<?> data, int offset, int length, boolean bigEndian) {
    return unsigned(Bits.number(data, offset, length, bigEndian, LONG));
  }

  public static double parseBytesLongToDouble(byte[] data) {
    return parseBytesLongToDouble(data, 0);
  }

  public static double parseBytesLongToDouble(byte[] data, int offset) {
    return parseBytesLongToDouble(data, offset, Bits.rest(data.length, offset, LONG));
  }

  public static double parseBytesLongToDouble(byte[] data, int offset, int length) {
    return parseBytesLongToDouble(data, offset, length, true);
  }

  public static double parseBytesLongToDouble(
      byte[] data, int offset, int length, boolean bigEndian) {
    return unsigned(Bits.number(data, offset, length, bigEndian, LONG));
  }

  private static float real(float value) {
    if (Float.isNaN(value)) {
      throw new NumberFormatException("the bytes are not a number (NaN)");
    }
    return value;
  }

  private static double real(double value) {
    if (Double.isNaN(value)) {
      throw new NumberFormatException("the bytes are not a number (NaN)");
    }
    return value;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : new BigInteger(Long.toUnsignedString(value)).doubleValue();
  }
}

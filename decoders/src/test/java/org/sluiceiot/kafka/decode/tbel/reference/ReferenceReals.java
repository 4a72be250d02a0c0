package org.sluiceiot.kafka.decode.tbel.reference;

import static org.sluiceiot.kafka.decode.tbel.reference.ReferenceIntegers.rest;
import static org.sluiceiot.kafka.decode.tbel.reference.ReferenceIntegers.unsigned;

import java.util.List;

/** Fractions from bytes, as ThingsBoard documents them; written apart from what is tested. */
public final class ReferenceReals {
  private ReferenceReals() {}

  public static float parseBytesToFloat(List<?> data) {
    return parseBytesToFloat(data, 0);
  }

  public static float parseBytesToFloat(List<?> data, int offset) {
    return parseBytesToFloat(data, offset, rest(data.size(), offset, 4));
  }

  public static float parseBytesToFloat(List<?> data, int offset, int length) {
    return parseBytesToFloat(data, offset, length, true);
  }

  public static float parseBytesToFloat(byte[] data) {
    return parseBytesToFloat(data, 0);
  }

  public static float parseBytesToFloat(byte[] data, int offset) {
    return parseBytesToFloat(data, offset, rest(data.length, offset, 4));
  }

  public static float parseBytesToFloat(byte[] data, int offset, int length) {
    return parseBytesToFloat(data, offset, length, true);
  }

  public static float parseBytesToFloat(List<?> data, int offset, int length, boolean bigEndian) {
    return parseBytesToFloat(ReferenceLists.lowBytes(data), offset, length, bigEndian);
  }

  public static float parseBytesToFloat(byte[] data, int offset, int length, boolean bigEndian) {
    return number(Float.intBitsToFloat(unsigned(data, offset, length, bigEndian, 4).intValue()));
  }

  public static float parseBytesIntToFloat(List<?> data) {
    return parseBytesIntToFloat(data, 0);
  }

  public static float parseBytesIntToFloat(List<?> data, int offset) {
    return parseBytesIntToFloat(data, offset, rest(data.size(), offset, 4));
  }

  public static float parseBytesIntToFloat(List<?> data, int offset, int length) {
    return parseBytesIntToFloat(data, offset, length, true);
  }

  public static float parseBytesIntToFloat(byte[] data) {
    return parseBytesIntToFloat(data, 0);
  }

  public static float parseBytesIntToFloat(byte[] data, int offset) {
    return parseBytesIntToFloat(data, offset, rest(data.length, offset, 4));
  }

  public static float parseBytesIntToFloat(byte[] data, int offset, int length) {
    return parseBytesIntToFloat(data, offset, length, true);
  }

  public static float parseBytesIntToFloat(
      List<?> data, int offset, int length, boolean bigEndian) {
    return parseBytesIntToFloat(ReferenceLists.lowBytes(data), offset, length, bigEndian);
  }

  public static float parseBytesIntToFloat(byte[] data, int offset, int length, boolean bigEndian) {
    return unsigned(data, offset, length, bigEndian, 4).floatValue();
  }

  public static double parseBytesToDouble(List<?> data) {
    return parseBytesToDouble(data, 0);
  }

  public static double parseBytesToDouble(List<?> data, int offset) {
    return parseBytesToDouble(data, offset, rest(data.size(), offset, 8));
  }

  public static double parseBytesToDouble(List<?> data, int offset, int length) {
    return parseBytesToDouble(data, offset, length, true);
  }

  public static double parseBytesToDouble(byte[] data) {
    return parseBytesToDouble(data, 0);
  }

  public static double parseBytesToDouble(byte[] data, int offset) {
    return parseBytesToDouble(data, offset, rest(data.length, offset, 8));
  }

  public static double parseBytesToDouble(byte[] data, int offset, int length) {
    return parseBytesToDouble(data, offset, length, true);
  }

  public static double parseBytesToDouble(List<?> data, int offset, int length, boolean bigEndian) {
    return parseBytesToDouble(ReferenceLists.lowBytes(data), offset, length, bigEndian);
  }

  public static double parseBytesToDouble(byte[] data, int offset, int length, boolean bigEndian) {
    return number(
        Double.longBitsToDouble(unsigned(data, offset, length, bigEndian, 8).longValue()));
  }

  public static double parseBytesLongToDouble(List<?> data) {
    return parseBytesLongToDouble(data, 0);
  }

  public static double parseBytesLongToDouble(List<?> data, int offset) {
    return parseBytesLongToDouble(data, offset, rest(data.size(), offset, 8));
  }

  public static double parseBytesLongToDouble(List<?> data, int offset, int length) {
    return parseBytesLongToDouble(data, offset, length, true);
  }

  public static double parseBytesLongToDouble(byte[] data) {
    return parseBytesLongToDouble(data, 0);
  }

  public static double parseBytesLongToDouble(byte[] data, int offset) {
    return parseBytesLongToDouble(data, offset, rest(data.length, offset, 8));
  }

  public static double parseBytesLongToDouble(byte[] data, int offset, int length) {
    return parseBytesLongToDouble(data, offset, length, true);
  }

  public static double parseBytesLongToDouble(
      List<?> data, int offset, int length, boolean bigEndian) {
    return parseBytesLongToDouble(ReferenceLists.lowBytes(data), offset, length, bigEndian);
  }

  public static double parseBytesLongToDouble(
      byte[] data, int offset, int length, boolean bigEndian) {
    return unsigned(data, offset, length, bigEndian, 8).doubleValue();
  }

  private static float number(float value) {
    if (value != value) {
      throw new NumberFormatException("NaN");
    }
    return value;
  }

  private static double number(double value) {
    if (value != value) {
      throw new NumberFormatException("NaN");
    }
    return value;
  }
}

package org.sluiceiot.kafka.decode.tbel.functions;

import java.util.List;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionArrayList;

/** Bytes in and out of script values. Stateless. */
final class Bits {
  static final int BYTE = 8;

  private Bits() {}

  /** A list of ints or numeric texts from -128 to 255 as bytes. */
  static byte[] of(List<?> list) {
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = one(list.get(i), i);
    }
    return bytes;
  }

  private static byte one(Object value, int position) {
    if (value instanceof Byte same) {
      return same;
    }
    int number;
    if (value instanceof Integer integer) {
      number = integer;
    } else if (value instanceof String text) {
      number = NumberFunctions.parseInt(text);
    } else {
      throw new NumberFormatException("'" + value + "' at position " + position + " is not a byte");
    }
    if (number < Byte.MIN_VALUE || number > 255) {
      throw new NumberFormatException(number + " at position " + position + " is not a byte");
    }
    return (byte) number;
  }

  /** Any number's low byte, as the parse functions take lists of ints as well. */
  static byte[] low(List<?> list) {
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ((Number) list.get(i)).byteValue();
    }
    return bytes;
  }

  static ExecutionArrayList<Byte> list(ExecutionContext context, byte[] bytes) {
    ExecutionArrayList<Byte> list = new ExecutionArrayList<>(context);
    list.ensureCapacity(bytes.length);
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }

  /** The rest of the data from an offset, at most so many bytes. */
  static int rest(int size, int offset, int most) {
    return size < offset ? size : Math.min(size - offset, most);
  }

  /** So many bytes as an unsigned number, which a length of eight makes a signed one. */
  static long number(byte[] data, int offset, int length, boolean bigEndian, int most) {
    check(data.length, offset, length, most);
    long number = 0;
    for (int i = 0; i < length; i++) {
      int at = bigEndian ? offset + i : offset + length - 1 - i;
      number = number << BYTE | (data[at] & 0xFF);
    }
    return number;
  }

  /** The same, straight from a list, so that nothing is copied for one field. */
  static long number(List<?> data, int offset, int length, boolean bigEndian, int most) {
    check(data.size(), offset, length, most);
    long number = 0;
    for (int i = 0; i < length; i++) {
      int at = bigEndian ? offset + i : offset + length - 1 - i;
      number = number << BYTE | (((Number) data.get(at)).byteValue() & 0xFF);
    }
    return number;
  }

  private static void check(int size, int offset, int length, int most) {
    if (offset < 0 || length < 0 || offset > size) {
      throw new IllegalArgumentException(
          "offset " + offset + " is outside of the " + size + " bytes");
    }
    if (offset + length > size) {
      throw new IllegalArgumentException(
          length + " bytes at offset " + offset + " are more than the " + size + " bytes there");
    }
    if (length > most) {
      throw new IllegalArgumentException(length + " bytes are too many; at most " + most);
    }
  }
}

package org.sluiceiot.kafka.decode.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Plain values and arrays by the data types of Sparkplug 3.0. Stateless. */
final class DataTypes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final int INT8 = 1;
  private static final int INT16 = 2;
  private static final int INT32 = 3;
  private static final int UINT64 = 8;
  private static final int FIRST_ARRAY = 22;
  private static final int BOOLEAN_ARRAY = 32;
  private static final int STRING_ARRAY = 33;
  private static final int LAST_ARRAY = 34;

  private DataTypes() {}

  /**
   * @param raw a number, a truth, a text or bytes, as {@link Metric#raw}
   * @throws IllegalArgumentException an array is cut off
   */
  static JsonNode json(Object raw, int type) {
    if (raw instanceof Integer word) {
      return whole(Integer.toUnsignedLong(word), type);
    }
    if (raw instanceof Long both) {
      return whole(both, type);
    }
    if (raw instanceof byte[] bytes) {
      return type >= FIRST_ARRAY && type <= LAST_ARRAY ? array(bytes, type) : base64(bytes);
    }
    if (raw instanceof Float || raw instanceof Double) {
      return NODES.numberNode(Double.parseDouble(raw.toString()));
    }
    return raw instanceof Boolean truth
        ? NODES.booleanNode(truth)
        : NODES.textNode(String.valueOf(raw));
  }

  private static JsonNode base64(byte[] bytes) {
    return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
  }

  private static JsonNode whole(long value, int type) {
    return switch (type) {
      case INT8 -> NODES.numberNode((int) (byte) value);
      case INT16 -> NODES.numberNode((int) (short) value);
      case INT32 -> NODES.numberNode((int) value);
      case UINT64 ->
          value < 0
              ? NODES.numberNode(new BigInteger(Long.toUnsignedString(value)))
              : NODES.numberNode(value);
      default -> NODES.numberNode(value);
    };
  }

  /** Elements one after the other, the lowest byte first. */
  private static ArrayNode array(byte[] bytes, int type) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ArrayNode array = NODES.arrayNode();
    try {
      if (type == BOOLEAN_ARRAY) {
        truths(data, array);
      } else if (type == STRING_ARRAY) {
        texts(bytes, array);
      } else {
        while (data.hasRemaining()) {
          array.add(element(data, type - FIRST_ARRAY));
        }
      }
      return array;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("an array is cut off", e);
    }
  }

  private static JsonNode element(ByteBuffer data, int place) {
    return switch (place) {
      case 0 -> NODES.numberNode((int) data.get());
      case 1 -> NODES.numberNode((int) data.getShort());
      case 2 -> NODES.numberNode(data.getInt());
      case 4 -> NODES.numberNode(Byte.toUnsignedInt(data.get()));
      case 5 -> NODES.numberNode(Short.toUnsignedInt(data.getShort()));
      case 6 -> NODES.numberNode(Integer.toUnsignedLong(data.getInt()));
      case 7 -> whole(data.getLong(), UINT64);
      case 8 -> NODES.numberNode(Double.parseDouble(Float.toString(data.getFloat())));
      case 9 -> NODES.numberNode(data.getDouble());
      default -> NODES.numberNode(data.getLong());
    };
  }

  /** Behind their count, eight in a byte, the highest bit first. */
  private static void truths(ByteBuffer data, ArrayNode into) {
    int count = data.getInt();
    if (count < 0 || count > data.remaining() * (long) Byte.SIZE) {
      throw new BufferUnderflowException();
    }
    for (int i = 0; i < count; i++) {
      int bits = data.get(data.position() + i / Byte.SIZE);
      into.add((bits >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) == 1);
    }
  }

  /** Each with a zero at its end. */
  private static void texts(byte[] bytes, ArrayNode into) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        into.add(new String(bytes, from, i - from, StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    if (from < bytes.length) {
      into.add(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
    }
  }
}

package org.sluiceiot.kafka.decode;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * Primitive values in AMQP 1.0's encoding, which Azure Event Hubs and IoT Hub leave in the headers
 * that an AMQP sender has set. Stateless, safe for any thread.
 */
final class AmqpValue {
  private static final int LONG_TEXT_FROM = 0xB0;
  private static final int UUID_BYTES = 16;

  private AmqpValue() {}

  /**
   * The value as text: a number in decimal, a time as milliseconds since 1970, bytes as base64.
   *
   * @return null when these bytes are not exactly one such value
   */
  static String read(byte[] bytes) {
    if (bytes.length == 0) {
      return null;
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    int code = Byte.toUnsignedInt(bytes[0]);
    return switch (code) {
      case 0xA0, 0xA1, 0xA3, 0xB0, 0xB1, 0xB3 -> variable(code, rest);
      default -> fixed(code, rest);
    };
  }

  /** Binary (0), string (1) and symbol (3), behind a length of one byte or of four. */
  private static String variable(int code, ByteBuffer rest) {
    int lengthBytes = code >= LONG_TEXT_FROM ? Integer.BYTES : 1;
    if (rest.remaining() < lengthBytes) {
      return null;
    }
    long length =
        lengthBytes == 1 ? Byte.toUnsignedInt(rest.get()) : Integer.toUnsignedLong(rest.getInt());
    if (length != rest.remaining()) {
      return null;
    }
    byte[] content = new byte[rest.remaining()];
    rest.get(content);
    return (code & 0xF) == 0
        ? Base64.getEncoder().encodeToString(content)
        : RecordMetadata.strict(content);
  }

  private static String fixed(int code, ByteBuffer rest) {
    return switch (rest.remaining()) {
      case 0 ->
          switch (code) {
            case 0x41 -> "true";
            case 0x42 -> "false";
            case 0x43, 0x44 -> "0";
            default -> null;
          };
      case 1 -> ofOne(code, rest.get());
      case 2 ->
          switch (code) {
            case 0x60 -> Integer.toString(Short.toUnsignedInt(rest.getShort()));
            case 0x61 -> Short.toString(rest.getShort());
            default -> null;
          };
      case Integer.BYTES -> ofFour(code, rest.getInt());
      case Long.BYTES -> ofEight(code, rest.getLong());
      case UUID_BYTES -> code == 0x98 ? new UUID(rest.getLong(), rest.getLong()).toString() : null;
      default -> null;
    };
  }

  private static String ofOne(int code, byte value) {
    return switch (code) {
      case 0x50, 0x52, 0x53 -> Integer.toString(Byte.toUnsignedInt(value));
      case 0x51, 0x54, 0x55 -> Byte.toString(value);
      case 0x56 -> value == 0 ? "false" : value == 1 ? "true" : null;
      default -> null;
    };
  }

  private static String ofFour(int code, int value) {
    return switch (code) {
      case 0x70 -> Integer.toUnsignedString(value);
      case 0x71 -> Integer.toString(value);
      case 0x72 -> Float.toString(Float.intBitsToFloat(value));
      case 0x73 -> Character.isValidCodePoint(value) ? Character.toString(value) : null;
      default -> null;
    };
  }

  private static String ofEight(int code, long value) {
    return switch (code) {
      case 0x80 -> Long.toUnsignedString(value);
      case 0x81, 0x83 -> Long.toString(value);
      case 0x82 -> Double.toString(Double.longBitsToDouble(value));
      default -> null;
    };
  }
}

package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.msgpack.jackson.dataformat.ExtensionTypeCustomDeserializers;

/** MessagePack's extension types as JSON. Stateless. */
final class MessagePackExtensions {
  private static final byte TIMESTAMP = -1;
  private static final long SECONDS_OF_64 = (1L << 34) - 1;

  private MessagePackExtensions() {}

  /** A timestamp that is none, in words for people. */
  static final class WrongTimestamp extends IOException {
    private static final long serialVersionUID = 1L;

    private WrongTimestamp(String why) {
      super("it holds a timestamp " + why);
    }
  }

  /**
   * A timestamp becomes its milliseconds since 1970; another type an object with its {@code type}
   * and its {@code data} in base64.
   */
  static ExtensionTypeCustomDeserializers readers() {
    ExtensionTypeCustomDeserializers readers = new ExtensionTypeCustomDeserializers();
    for (int type = Byte.MIN_VALUE; type <= Byte.MAX_VALUE; type++) {
      byte code = (byte) type;
      readers.addCustomDeser(code, data -> code == TIMESTAMP ? timestamp(data) : other(code, data));
    }
    return readers;
  }

  private static LongNode timestamp(byte[] data) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(data);
    try {
      Instant instant =
          switch (data.length) {
            case 4 -> Instant.ofEpochSecond(Integer.toUnsignedLong(bytes.getInt()));
            case 8 -> {
              long both = bytes.getLong();
              yield Instant.ofEpochSecond(both & SECONDS_OF_64, both >>> 34);
            }
            case 12 -> {
              long nanos = Integer.toUnsignedLong(bytes.getInt());
              yield Instant.ofEpochSecond(bytes.getLong(), nanos);
            }
            default -> throw new WrongTimestamp("of " + data.length + " bytes");
          };
      return LongNode.valueOf(instant.toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new WrongTimestamp("beyond what milliseconds can say");
    }
  }

  private static ObjectNode other(byte code, byte[] data) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", code)
        .put("data", Base64.getEncoder().encodeToString(data));
  }
}

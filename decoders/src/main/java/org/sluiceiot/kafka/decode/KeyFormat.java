package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;

/** How the bytes of a record's key become the text that names a device. Safe for any thread. */
public enum KeyFormat {
  /**
   * Text where the bytes are UTF-8 without control characters; else 8 bytes are a long, 4 an int,
   * 16 a UUID, and anything else is base64. A blank, a tabulator and a line's end are text.
   */
  AUTO,
  /** UTF-8. */
  TEXT,
  /** Eight bytes, the highest first, as Kafka's LongSerializer writes them. */
  LONG,
  /** Four bytes, the highest first, as Kafka's IntegerSerializer writes them. */
  INT,
  /** Sixteen bytes, or the text of a UUID. */
  UUID,
  /** JSON, also behind a schema id: of a text its content, else the JSON without blanks. */
  JSON,
  /** Base64 of the bytes, whatever they are. */
  BASE64;

  private static final int UUID_BYTES = 16;

  /**
   * The key as text; never throws.
   *
   * @return null for null; base64 of bytes that are not of this format, see {@link #check}
   */
  public String text(byte[] key) {
    if (key == null) {
      return null;
    }
    String read = this == AUTO ? auto(key) : exact(key);
    return read == null ? Base64.getEncoder().encodeToString(key) : read;
  }

  /**
   * @throws DecodeException the key is not of this format
   */
  public void check(byte[] key) throws DecodeException {
    if (this == AUTO || this == BASE64 || key == null || exact(key) != null) {
      return;
    }
    throw new DecodeException(
        "the key is no "
            + name().toLowerCase(Locale.ROOT)
            + ": it has "
            + key.length
            + " bytes ("
            + Base64.getEncoder().encodeToString(key)
            + " in base64); choose another key format");
  }

  private static String auto(byte[] key) {
    String text = RecordMetadata.strict(key);
    if (text != null && printable(text)) {
      return text;
    }
    return switch (key.length) {
      case Long.BYTES -> Long.toString(ByteBuffer.wrap(key).getLong());
      case Integer.BYTES -> Integer.toString(ByteBuffer.wrap(key).getInt());
      case UUID_BYTES -> uuid(key);
      default -> null;
    };
  }

  private String exact(byte[] key) {
    return switch (this) {
      case AUTO, BASE64 -> null;
      case TEXT -> RecordMetadata.strict(key);
      case LONG -> key.length == Long.BYTES ? Long.toString(ByteBuffer.wrap(key).getLong()) : null;
      case INT ->
          key.length == Integer.BYTES ? Integer.toString(ByteBuffer.wrap(key).getInt()) : null;
      case UUID -> key.length == UUID_BYTES ? uuid(key) : uuidText(key);
      case JSON -> json(key);
    };
  }

  private static String uuid(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key);
    return new java.util.UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  private static String uuidText(byte[] key) {
    try {
      String text = RecordMetadata.strict(key);
      return text == null ? null : java.util.UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      return null; // a text, but no UUID
    }
  }

  private static String json(byte[] key) {
    try {
      JsonNode node = JsonPayload.read(key);
      return node.isValueNode() ? node.asText() : node.toString();
    } catch (DecodeException e) {
      return null; // check() says so
    }
  }

  /** Whether no character is one that no name has. */
  static boolean printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
        return false;
      }
    }
    return true;
  }
}

package org.sluiceiot.kafka.uplink.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sluiceiot.kafka.decode.RecordMetadata;

/** How bytes stand in a text. */
public enum Encoding {
  /** As text where they are UTF-8, else in base64: nothing is lost. */
  NONE,
  /** As UTF-8; what is not becomes the replacement character. */
  TEXT,
  /** In base64. */
  BASE64;

  /**
   * @param bytes may be null
   * @return null for null
   */
  public String encode(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    return switch (this) {
      case NONE -> RecordMetadata.text(bytes);
      case TEXT -> new String(bytes, StandardCharsets.UTF_8);
      case BASE64 -> Base64.getEncoder().encodeToString(bytes);
    };
  }
}

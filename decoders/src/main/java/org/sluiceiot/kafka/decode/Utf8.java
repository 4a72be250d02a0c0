package org.sluiceiot.kafka.decode;

import java.nio.charset.StandardCharsets;

/** Reads UTF-8 without a decoder of its own per text. Stateless, safe for any thread. */
final class Utf8 {
  /** Stands in a text for what was not UTF-8, and seldom for itself. */
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /**
   * The text of these bytes.
   *
   * @return null when they may not be UTF-8
   */
  static String read(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : null;
  }
}

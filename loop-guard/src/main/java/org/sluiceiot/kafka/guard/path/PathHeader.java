package org.sluiceiot.kafka.guard.path;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The record header {@value #NAME}. Layout of version 1, big-endian:
 *
 * <pre>
 * byte  0        version, 1
 * byte  1        bit 0: signed; other bits 0
 * byte  2        n, number of entries, 0 to 16
 * 8 n   bytes    ids, oldest first
 * if signed:
 * 1     byte     number of the key
 * 16    bytes    first half of HMAC-SHA-256 over everything before
 * </pre>
 *
 * <p>On reading, the base64 form of these bytes is accepted too, with or without quotes: some
 * intermediaries write headers as text.
 */
public final class PathHeader {
  public static final String NAME = "sluice-path";

  private static final byte VERSION = 1;
  private static final int SIGNED = 1;
  private static final int FIXED = 3;
  private static final int LONGEST_TEXT = 400;

  /** More than one header of the name is an outsider's doing; this many are looked at. */
  private static final int MOST_HEADERS = 4;

  private PathHeader() {}

  /** Reads the header; of several, the one that holds the most ids of known worth. */
  public static Origin read(Headers headers, SigningKeys keys) {
    if (headers.lastHeader(NAME) == null) {
      return Origin.NONE;
    }
    Origin best = Origin.NONE;
    int looked = 0;
    for (Header header : headers.headers(NAME)) {
      if (looked++ == MOST_HEADERS) {
        break;
      }
      Origin origin = decode(header.value(), keys);
      if (best.kind() != Origin.Kind.KNOWN || origin.path().size() > best.path().size()) {
        best = origin;
      }
    }
    return best;
  }

  /** Writes the header that {@link #of} made, replacing any of its name. */
  public static void write(Header made, Headers headers) {
    if (headers.lastHeader(NAME) != null) {
      headers.remove(NAME);
    }
    headers.add(made);
  }

  /** The header of a path, for whoever writes the same one often; may be in many records. */
  public static Header of(Path path, SigningKeys keys) {
    return new RecordHeader(NAME, encode(path, keys));
  }

  static byte[] encode(Path path, SigningKeys keys) {
    int unsigned = FIXED + Long.BYTES * path.size();
    int length = keys.on() ? unsigned + 1 + SigningKeys.LENGTH : unsigned;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(VERSION).put((byte) (keys.on() ? SIGNED : 0)).put((byte) path.size());
    for (int i = 0; i < path.size(); i++) {
      out.putLong(path.id(i));
    }
    if (keys.on()) {
      out.put((byte) keys.signing());
      out.put(keys.code(keys.signing(), out.array(), unsigned + 1));
    }
    return out.array();
  }

  static Origin decode(byte[] value, SigningKeys keys) {
    if (value == null || value.length == 0) {
      return Origin.GARBLED;
    }
    if (value[0] != VERSION) {
      byte[] bytes = fromText(value);
      return bytes == null || bytes.length == 0 || bytes[0] != VERSION
          ? Origin.GARBLED
          : decode(bytes, keys);
    }
    if (value.length < FIXED
        || value[2] < 0
        || value[2] > Path.LONGEST
        || (value[1] & ~SIGNED) != 0) {
      return Origin.GARBLED;
    }
    boolean signed = value[1] == SIGNED;
    int unsigned = FIXED + Long.BYTES * value[2];
    if (value.length != (signed ? unsigned + 1 + SigningKeys.LENGTH : unsigned)) {
      return Origin.GARBLED;
    }
    if (keys.on() && !(signed && verified(value, unsigned + 1, keys))) {
      return Origin.FORGED;
    }
    return new Origin(Origin.Kind.KNOWN, ids(value));
  }

  private static boolean verified(byte[] value, int covered, SigningKeys keys) {
    byte[] code = keys.code(value[covered - 1] & 0xff, value, covered);
    if (code == null) {
      return false;
    }
    byte[] given = new byte[SigningKeys.LENGTH];
    System.arraycopy(value, covered, given, 0, given.length);
    return MessageDigest.isEqual(code, given);
  }

  private static Path ids(byte[] value) {
    long[] ids = new long[value[2]];
    ByteBuffer in = ByteBuffer.wrap(value, FIXED, Long.BYTES * ids.length);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.getLong();
    }
    return Path.of(ids);
  }

  /** Null when it is not base64, of either alphabet. */
  private static byte[] fromText(byte[] value) {
    if (value.length > LONGEST_TEXT) {
      return null;
    }
    String text = new String(value, StandardCharsets.ISO_8859_1).strip();
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

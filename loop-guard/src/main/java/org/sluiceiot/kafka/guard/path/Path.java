package org.sluiceiot.kafka.guard.path;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;

/**
 * Ids of the owners that a record has passed, oldest first; at most {@link #LONGEST}. Immutable.
 *
 * <p>An id is 64 bits made of the owner's id and tenant, so that it is the same in all processes of
 * a host and, for all practical purposes, in no other host.
 */
public final class Path {
  /** Most entries; a record that would need more is taken for a loop. */
  public static final int LONGEST = 16;

  /** No entry. */
  public static final Path EMPTY = new Path(new long[0]);

  private static final int DIGITS = 16;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  /** Value of each character as a hexadecimal digit, or -1: paths are read for every message. */
  private static final byte[] VALUES = new byte[128];

  static {
    for (char c = 0; c < VALUES.length; c++) {
      VALUES[c] = (byte) Character.digit(c, 16);
    }
  }

  private final long[] ids;

  private Path(long[] ids) {
    this.ids = ids;
  }

  /** The id by which an owner stands in paths. */
  public static long idOf(Owner owner) {
    return idOf(owner.tenant(), owner.id());
  }

  /** As the other, for an owner of which only the id is known. */
  public static long idOf(TenantId tenant, String owner) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((tenant + "/" + owner).getBytes(StandardCharsets.UTF_8));
      long id = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        id = id << 8 | digest[i] & 0xff;
      }
      return id;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * A path of these ids, oldest first.
   *
   * @throws IllegalArgumentException more than {@link #LONGEST}
   */
  public static Path of(long... ids) {
    if (ids.length > LONGEST) {
      throw new IllegalArgumentException("a path has at most " + LONGEST + " entries");
    }
    return new Path(ids.clone());
  }

  /** Reads {@link #toString}; null when the text is not one. */
  public static Path parse(String text) {
    if (text.isEmpty()) {
      return EMPTY;
    }
    int count = (text.length() + 1) / (DIGITS + 1);
    if (count > LONGEST || count * (DIGITS + 1) - 1 != text.length()) {
      return null;
    }
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      int from = i * (DIGITS + 1);
      if (i > 0 && text.charAt(from - 1) != ',') {
        return null;
      }
      for (int at = from; at < from + DIGITS; at++) {
        char c = text.charAt(at);
        int digit = c < VALUES.length ? VALUES[c] : -1;
        if (digit < 0) {
          return null;
        }
        ids[i] = ids[i] << 4 | digit;
      }
    }
    return new Path(ids);
  }

  public int size() {
    return ids.length;
  }

  public long id(int index) {
    return ids[index];
  }

  /** Whether there is no room for another entry. */
  public boolean full() {
    return ids.length == LONGEST;
  }

  /** How often the id stands in the path. */
  public int count(long id) {
    int count = 0;
    for (long each : ids) {
      if (each == id) {
        count++;
      }
    }
    return count;
  }

  /** The path with one more entry; itself when it is full. */
  public Path append(long id) {
    if (full()) {
      return this;
    }
    long[] longer = Arrays.copyOf(ids, ids.length + 1);
    longer[ids.length] = id;
    return new Path(longer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Path path && Arrays.equals(path.ids, ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  /** For metadata: sixteen hexadecimal digits per entry, separated by commas. */
  @Override
  public String toString() {
    if (ids.length == 0) {
      return "";
    }
    byte[] text = new byte[ids.length * (DIGITS + 1) - 1];
    int at = 0;
    for (int i = 0; i < ids.length; i++) {
      if (i > 0) {
        text[at++] = ',';
      }
      for (int shift = 60; shift >= 0; shift -= 4) {
        text[at++] = HEX[(int) (ids[i] >>> shift) & 15];
      }
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}

package org.sluiceiot.kafka.decode;

import java.nio.charset.StandardCharsets;

/**
 * Names of members, which are the same in record after record: each is made once, and two of one
 * text are mostly one object. Bounded: a name takes the place of another. Safe for any thread;
 * without locks, since strings may be handed over unsafely and a lost one is made again.
 */
final class NameCache {
  private static final int PLACES = 1 << 10;
  private static final int LONGEST = 64;

  private final String[] names = new String[PLACES];

  /**
   * The text of ASCII bytes.
   *
   * @param hash as {@link String#hashCode} has it
   */
  String name(byte[] bytes, int from, int to, int hash) {
    int place = (hash ^ hash >>> 10) & PLACES - 1;
    String known = names[place];
    if (known != null && known.hashCode() == hash && same(known, bytes, from, to)) {
      return known;
    }
    String name = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    if (name.length() <= LONGEST) {
      names[place] = name;
    }
    return name;
  }

  private static boolean same(String name, byte[] bytes, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (name.charAt(i - from) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}

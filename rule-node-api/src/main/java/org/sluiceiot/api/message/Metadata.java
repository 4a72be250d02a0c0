package org.sluiceiot.api.message;

import java.util.Map;
import java.util.function.Supplier;

/** Makes maps of metadata. All of them are unmodifiable and safe for any thread. */
public final class Metadata {
  private Metadata() {}

  /**
   * Entries that are made when one of them is first read; most messages end unread.
   *
   * @param entries gives the same whenever it is asked, on any thread; without null keys or values
   */
  public static Map<String, String> of(Supplier<Map<String, String>> entries) {
    return Layered.over(Map.of(), entries);
  }

  /** The map itself when it was made here, else a copy. */
  public static Map<String, String> copyOf(Map<String, String> map) {
    return map instanceof Layered ? map : Map.copyOf(map);
  }
}

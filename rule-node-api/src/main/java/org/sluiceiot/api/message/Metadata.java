package org.sluiceiot.api.message;

import java.util.Map;
import java.util.function.Supplier;

/** Makes maps of metadata. All of them are unmodifiable and safe for any thread. */
public final class Metadata {
  private Metadata() {}

  /**
   * Entries at hand, and others that are made when one of them is first read: most messages end
   * unread.
   *
   * @param known wins over the others; read without making those
   * @param others gives the same whenever it is asked, on any thread; without null keys or values
   */
  public static Map<String, String> of(
      Map<String, String> known, Supplier<Map<String, String>> others) {
    Map<String, String> fixed = Map.copyOf(known);
    return Layered.over(Layered.over(Map.of(), others), () -> fixed);
  }

  /** The map itself when it was made here, else a copy. */
  public static Map<String, String> copyOf(Map<String, String> map) {
    return map instanceof Layered ? map : Map.copyOf(map);
  }
}

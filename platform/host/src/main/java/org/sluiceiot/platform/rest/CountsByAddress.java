package org.sluiceiot.platform.rest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many of something each address has now; remembers none that has none. Safe for any thread.
 */
final class CountsByAddress {
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  /**
   * One more.
   *
   * @return how many it has with it
   */
  int taken(String address) {
    return counts.merge(address, 1, Integer::sum);
  }

  /** One that was taken is gone. */
  void gone(String address) {
    counts.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
  }
}

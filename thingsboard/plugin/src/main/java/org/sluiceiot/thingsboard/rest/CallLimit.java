package org.sluiceiot.thingsboard.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many requests may be worked on at a time: each holds a thread of the server's web layer while
 * it waits for a cluster. Safe for any thread, never blocks.
 */
final class CallLimit {
  static final int ALL = 16;
  static final int OF_ONE_TENANT = 4;

  private final Map<UUID, Integer> running = new HashMap<>();
  private int all;

  /**
   * @throws RestException too many already; the caller may come again
   */
  synchronized void enter(UUID tenant) throws RestException {
    int own = running.getOrDefault(tenant, 0);
    if (own >= OF_ONE_TENANT || all >= ALL) {
      throw new RestException(
          429, "too many requests are being worked on", "try again in a moment");
    }
    running.put(tenant, own + 1);
    all++;
  }

  synchronized void leave(UUID tenant) {
    all--;
    running.computeIfPresent(tenant, (key, own) -> own == 1 ? null : own - 1);
  }
}

package org.sluiceiot.thingsboard.runtime;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.IntStream;

/**
 * Work in order per key, at the same time for different keys. Shared by all nodes; safe for any
 * thread. Unbounded: whoever hands work in bounds how much of it is open.
 */
public final class Lanes {
  private static final int COUNT = 4;

  private final List<ThreadPoolExecutor> lanes =
      IntStream.range(0, COUNT).mapToObj(i -> Threads.pool("sluice-deliver-" + i, 1)).toList();

  /** Runs work after all earlier work of the same key. */
  public Executor of(Object key) {
    return lanes.get(Math.floorMod(key.hashCode(), COUNT));
  }
}

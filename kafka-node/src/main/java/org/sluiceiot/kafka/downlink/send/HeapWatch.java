package org.sluiceiot.kafka.downlink.send;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;

/**
 * Whether this process is about to run out of heap: judged by what was left after the last garbage
 * collection of the long-lived objects, asked for at most four times a second. Safe for any thread.
 */
public final class HeapWatch {
  private static final double HIGH = 0.90;
  private static final long PERIOD = Duration.ofMillis(250).toNanos();
  private static final HeapWatch SHARED = new HeapWatch();

  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .filter(pool -> pool.isUsageThresholdSupported())
          .filter(pool -> pool.isCollectionUsageThresholdSupported())
          .toList();
  private volatile long nextLook = System.nanoTime();
  private volatile boolean high;

  private HeapWatch() {}

  /** The watch of this process. */
  public static HeapWatch shared() {
    return SHARED;
  }

  /**
   * Whether new messages should not be kept in memory.
   *
   * @param now in {@link System#nanoTime}
   */
  public boolean isHigh(long now) {
    if (now - nextLook >= 0) {
      nextLook = now + PERIOD;
      high = pools.stream().anyMatch(HeapWatch::full);
    }
    return high;
  }

  private static boolean full(MemoryPoolMXBean pool) {
    MemoryUsage usage = pool.getCollectionUsage();
    return usage != null && usage.getMax() > 0 && usage.getUsed() > HIGH * usage.getMax();
  }
}

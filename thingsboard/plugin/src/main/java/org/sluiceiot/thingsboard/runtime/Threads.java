package org.sluiceiot.thingsboard.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes pools whose threads end when there is nothing to do, so nothing is left of unused nodes.
 */
final class Threads {
  private static final long IDLE_SECONDS = 1;

  private Threads() {}

  static ThreadPoolExecutor pool(String name, int threads) {
    return pool(name, threads, Integer.MAX_VALUE);
  }

  /**
   * @param mostWaiting tasks beyond are refused
   */
  static ThreadPoolExecutor pool(String name, int threads, int mostWaiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostWaiting),
            factory(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Runs tasks after a delay; cancelled ones keep nothing alive. */
  static ScheduledThreadPoolExecutor timer(String name) {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, factory(name));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  private static ThreadFactory factory(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      // Kafka and service look-ups load classes through it; the creating thread may be the host's.
      thread.setContextClassLoader(Threads.class.getClassLoader());
      return thread;
    };
  }
}

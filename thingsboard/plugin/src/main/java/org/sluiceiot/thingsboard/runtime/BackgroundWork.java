package org.sluiceiot.thingsboard.runtime;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes do beside their work: write events, which may touch the database, and look again after
 * a while. One thread for each, shared by all nodes; what a task throws is logged and ends nothing.
 * Safe for any thread, never blocks.
 */
public final class BackgroundWork {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
  private static final int MOST_WAITING = 10_000;

  private final ThreadPoolExecutor writer = Threads.pool("sluice-events", 1, MOST_WAITING);
  private final ScheduledThreadPoolExecutor timer = Threads.timer("sluice-timer");
  private final AtomicLong refused = new AtomicLong();

  /** Does it soon, after what was given before; left out and counted when too much waits. */
  public void soon(Runnable task) {
    try {
      writer.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      if (refused.getAndIncrement() == 0) {
        LOG.warn(
            "More than {} events of nodes wait to be written: some are left out", MOST_WAITING);
      }
    }
  }

  /** Does it once after a while; the result cancels it. */
  public Future<?> later(Duration delay, Runnable task) {
    return timer.schedule(() -> soon(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many tasks are not done, those for later left out. */
  public int waiting() {
    return writer.getQueue().size() + writer.getActiveCount();
  }

  /** How many tasks were left out. */
  public long refused() {
    return refused.get();
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      // Whatever the server throws, a class that another version of it lacks included.
      LOG.warn("Something about a node could not be told", e);
    }
  }
}

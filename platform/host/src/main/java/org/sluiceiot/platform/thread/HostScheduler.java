package org.sluiceiot.platform.thread;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does things later, on two daemon threads. A task that throws is told of in the log, and one that
 * is repeated goes on being repeated. Safe for any thread.
 */
public final class HostScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostScheduler.class);

  private final AtomicInteger made = new AtomicInteger();
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(2, this::thread);

  public HostScheduler() {
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sluice-scheduler-" + made.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Does it once. After {@link #close} nothing is done any more. */
  public Future<?> later(Duration delay, Runnable task) {
    try {
      return executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return java.util.concurrent.CompletableFuture.completedFuture(null);
    }
  }

  /** Does it again and again, so long after the end of the time before. */
  public Future<?> every(Duration pause, Runnable task) {
    return executor.scheduleWithFixedDelay(
        guarded(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable e) {
        // Broad: an executor would keep the error to itself and repeat the task no more.
        LOG.error("a scheduled task failed", e);
      }
    };
  }

  /** Forgets what is not due yet. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}

package org.sluiceiot.api.host;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Makes the threads that work in the background and may not keep a process alive. Stateless, safe
 * for any thread.
 */
public final class DaemonThreads {
  private DaemonThreads() {}

  /**
   * Makes threads of this name.
   *
   * @param name begins with {@code sluice-}
   */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * A scheduler whose threads end when they had nothing to do for a while, and which forgets what
   * is cancelled. It lives as long as the process and is never shut down.
   *
   * @param most threads at most
   * @param idle how long a thread without work stays
   */
  public static ScheduledExecutorService scheduler(String name, int most, Duration idle) {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(most, named(name));
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(idle.toNanos(), TimeUnit.NANOSECONDS);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}

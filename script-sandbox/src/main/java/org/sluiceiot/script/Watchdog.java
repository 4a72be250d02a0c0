package org.sluiceiot.script;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sluiceiot.api.host.DaemonThreads;

/**
 * Stops scripts that run too long: one daemon thread for all, which looks at what runs now and then
 * and ends when nothing has run for a while. Safe for any thread.
 */
public final class Watchdog {
  private static final Watchdog SHARED = new Watchdog();
  private static final long PERIOD_MILLIS = 25;
  private static final int IDLE_PERIODS = 40;

  private final Map<Run, Boolean> running = new ConcurrentHashMap<>();
  private final AtomicBoolean watching = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      DaemonThreads.scheduler("sluice-script-watchdog", 1, Duration.ofMillis(PERIOD_MILLIS));
  private int idle;

  private Watchdog() {}

  /** One execution; close it when the script ended. */
  public static final class Run implements AutoCloseable {
    private final long thread = Thread.currentThread().getId();
    private final long started = System.nanoTime();
    private final long processor = ThreadCosts.processor();
    private final ScriptLimits limits;
    private final Runnable stop;

    private Run(ScriptLimits limits, Runnable stop) {
      this.limits = limits;
      this.stop = stop;
    }

    /** Processor time cannot grow faster than the clock, so most looks ask the clock alone. */
    private boolean overdue() {
      long clock = System.nanoTime() - started;
      return clock > limits.time().toNanos()
          && (clock > limits.wall().toNanos()
              || ThreadCosts.processor(thread) - processor > limits.time().toNanos());
    }

    @Override
    public void close() {
      SHARED.running.remove(this);
    }
  }

  /**
   * Watches a script that starts now on the calling thread.
   *
   * @param stop called on the watchdog's thread, repeatedly, once a limit is over
   */
  public static Run watch(ScriptLimits limits, Runnable stop) {
    Run run = new Run(limits, stop);
    SHARED.running.put(run, true);
    SHARED.wake();
    return run;
  }

  private void wake() {
    if (!watching.get() && watching.compareAndSet(false, true)) {
      timer.schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    running
        .keySet()
        .forEach(
            run -> {
              if (run.overdue()) {
                run.stop.run();
              }
            });
    idle = running.isEmpty() ? idle + 1 : 0;
    if (idle < IDLE_PERIODS) {
      timer.schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    idle = 0;
    watching.set(false);
    if (!running.isEmpty()) {
      wake(); // a run that began while this one was deciding to end
    }
  }
}

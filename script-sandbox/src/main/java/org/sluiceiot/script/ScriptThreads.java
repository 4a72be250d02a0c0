package org.sluiceiot.script;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sluiceiot.api.host.DaemonThreads;

/**
 * Threads for scripts that cannot be interrupted: when one overruns its limits and does not answer,
 * its thread is given up and another takes its place. A tenant whose script still holds a thread
 * that was given up gets no other; in the whole process at most {@value #MOST_GIVEN_UP} are. What
 * is only tried (compiling, dry runs) has a small pool of its own, so that it never takes a thread
 * from records. Safe for any thread; none is kept while there is nothing to do.
 */
public final class ScriptThreads {
  private static final int MOST_GIVEN_UP = 4;
  private static final int TRIALS_AT_ONCE = 2;
  private static final Duration IDLE = Duration.ofSeconds(5);

  private static final ScriptThreads RECORDS =
      new ScriptThreads("sluice-script", Math.max(2, Runtime.getRuntime().availableProcessors()));
  private static final ScriptThreads TRIALS =
      new ScriptThreads("sluice-script-trial", TRIALS_AT_ONCE);
  private static final ScriptThreads TRANSLATIONS =
      new ScriptThreads("sluice-script-translation", TRIALS_AT_ONCE);

  /** Threads given up that have not ended, by tenant. */
  private static final Map<String, Integer> GIVEN_UP = new ConcurrentHashMap<>();

  private static final ThreadLocal<Boolean> TRYING = new ThreadLocal<>();

  private final ThreadPoolExecutor threads;
  private final Semaphore free;
  private final int share;
  private final Map<String, Semaphore> shares = new ConcurrentHashMap<>();

  private ScriptThreads(String name, int atOnce) {
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // bounded by what is free and by what may be given up
            IDLE.toNanos(),
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named(name));
    free = new Semaphore(atOnce, true);
    share = Math.max(1, atOnce / 2);
  }

  /** Where records' scripts run that need a thread; trials where the caller {@link #trying}. */
  public static ScriptThreads records() {
    return TRYING.get() == null ? RECORDS : TRIALS;
  }

  /** Where scripts are compiled and tried. */
  public static ScriptThreads trials() {
    return TRIALS;
  }

  /** Where scripts are translated, which takes seconds. */
  public static ScriptThreads translations() {
    return TRANSLATIONS;
  }

  /** Whether the calling thread is within {@link #trying}. */
  public static boolean isTrying() {
    return TRYING.get() != null;
  }

  /** Does something whose scripts are only tried: all of them run on the pool for trials. */
  public static <T> T trying(Supplier<T> work) {
    TRYING.set(true);
    try {
      return work.get();
    } finally {
      TRYING.remove();
    }
  }

  /**
   * Runs a script and waits for it, no longer than its limits.
   *
   * @throws ScriptStopped it overran its limits, or there is no thread for it
   * @throws RuntimeException what the script threw
   */
  public <T> T call(ScriptLimits limits, Function<Budget, T> work) {
    if (GIVEN_UP.containsKey(limits.tenant())) {
      throw new ScriptStopped(
          "a script of this tenant overran its time and has not ended yet; until it has, no other"
              + " that needs a thread of its own is run");
    }
    if (GIVEN_UP.size() >= MOST_GIVEN_UP) {
      throw new ScriptStopped("too many scripts overran their time and have not ended yet");
    }
    Semaphore own = shares.computeIfAbsent(limits.tenant(), any -> new Semaphore(share, true));
    ScriptRun<T> run =
        new ScriptRun<>(
            limits, work, () -> gaveUp(limits.tenant()), () -> cameBack(limits.tenant()));
    try {
      return run(run, limits, own);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScriptStopped("the script was not waited for: its caller is being ended");
    }
  }

  private <T> T run(ScriptRun<T> run, ScriptLimits limits, Semaphore own)
      throws InterruptedException {
    acquire(own, limits);
    try {
      acquire(free, limits);
      try {
        threads.execute(run);
        return await(run, limits);
      } finally {
        free.release();
      }
    } finally {
      own.release();
    }
  }

  private static void acquire(Semaphore semaphore, ScriptLimits limits)
      throws InterruptedException {
    if (!semaphore.tryAcquire(limits.wall().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new ScriptStopped(
          "no thread was free for the script for " + limits.wall().toMillis() + " ms");
    }
  }

  private static <T> T await(ScriptRun<T> run, ScriptLimits limits) throws InterruptedException {
    boolean ended;
    try {
      ended = run.await();
    } catch (InterruptedException e) {
      run.stop();
      run.abandon();
      throw e;
    }
    if (!ended) {
      throw new ScriptStopped(
          Budget.overdue(limits).getMessage() + " and did not end when told to");
    }
    return run.result();
  }

  private static void gaveUp(String tenant) {
    GIVEN_UP.merge(tenant, 1, Integer::sum);
  }

  private static void cameBack(String tenant) {
    GIVEN_UP.compute(tenant, (key, held) -> held == null || held == 1 ? null : held - 1);
  }
}

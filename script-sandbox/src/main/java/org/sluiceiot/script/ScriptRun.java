package org.sluiceiot.script;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * One run on a thread that can be given up. Its caller waits for it; whichever of the two is first,
 * the run's end or the caller's patience, decides what becomes of it.
 */
final class ScriptRun<T> implements Runnable {
  /** A run that looks at its budget ends by itself; this is for what does not. */
  private static final long GRACE_MILLIS = 200;

  private final ScriptLimits limits;
  private final Function<Budget, T> work;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicBoolean decided = new AtomicBoolean();
  private final Runnable givenUp;
  private final Runnable cameBack;
  private volatile Thread thread;
  private volatile Budget budget;
  private long processor;
  private T result;
  private Throwable thrown;

  /**
   * @param givenUp called when nobody waits any longer for a run that has not ended
   * @param cameBack called on the run's own thread when a run that was given up has ended after all
   */
  ScriptRun(ScriptLimits limits, Function<Budget, T> work, Runnable givenUp, Runnable cameBack) {
    this.limits = limits;
    this.work = work;
    this.givenUp = givenUp;
    this.cameBack = cameBack;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    processor = ThreadCosts.processor();
    budget = Budget.own(limits);
    begun.countDown();
    try {
      result = work.apply(budget);
    } catch (Throwable e) {
      thrown = e; // Broad: whatever a script throws is its caller's, who rethrows it.
    } finally {
      boolean first = decided.compareAndSet(false, true);
      ended.countDown();
      if (!first) {
        cameBack.run();
      }
      Thread.interrupted(); // an interruption that came too late is not the next run's
    }
  }

  /**
   * Waits until it ended, or is over its limits.
   *
   * @return whether it ended; if not, its thread is given up
   */
  boolean await() throws InterruptedException {
    long start = System.nanoTime();
    begun.await();
    long left = limits.time().toNanos();
    while (left > 0 && System.nanoTime() - start < limits.wall().toNanos()) {
      if (ended.await(left + TimeUnit.MILLISECONDS.toNanos(1), TimeUnit.NANOSECONDS)) {
        return true;
      }
      left = limits.time().toNanos() - (ThreadCosts.processor(thread.getId()) - processor);
    }
    return endedAfterStop();
  }

  private boolean endedAfterStop() throws InterruptedException {
    stop();
    return ended.await(GRACE_MILLIS, TimeUnit.MILLISECONDS) || !abandon();
  }

  /** Asks it to end. */
  void stop() {
    budget.stop();
    thread.interrupt();
  }

  /** Leaves it to itself; whether it had not ended yet. */
  boolean abandon() {
    givenUp.run(); // before it is decided, so that it never comes back uncounted
    if (decided.compareAndSet(false, true)) {
      return true;
    }
    cameBack.run();
    return false;
  }

  /** What it came to; only after it ended. */
  T result() throws InterruptedException {
    ended.await();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    return result;
  }
}

package org.sluiceiot.platform.thread;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that repeats a step until it is closed, whatever the step throws: others wait for
 * what it does, so it must not end by a defect, nor by a lack of memory that passes. After an error
 * it pauses, longer the more of them follow each other. Safe for any thread.
 */
public final class WorkLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Errors in a row after which a closed loop gives up what is left. */
  private static final int LAST_TRIES = 3;

  private final Step step;
  private final Consumer<Throwable> failed;
  private final Thread thread;
  private volatile boolean closed;

  /** One piece of the work. */
  @FunctionalInterface
  public interface Step {
    /**
     * Waits for work, at most a second, and does it.
     *
     * @return whether there was any; a closed loop ends when there was none
     */
    boolean run() throws InterruptedException;
  }

  /**
   * Starts it.
   *
   * @param failed told what the step threw, on the loop's thread; may throw as well
   */
  public WorkLoop(String name, Step step, Consumer<Throwable> failed) {
    this.step = step;
    this.failed = failed;
    thread = new Thread(this::work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts one whose errors only the log tells. */
  public WorkLoop(String name, Step step) {
    this(name, step, error -> {});
  }

  private void work() {
    int errors = 0;
    boolean busy = true;
    while (!closed || busy && errors < LAST_TRIES) {
      try {
        busy = step.run();
        errors = 0;
      } catch (InterruptedException e) {
        // Nobody but close() ends this loop; whoever interrupted meant something else.
        busy = true;
      } catch (Throwable e) {
        // Broad: see the type's comment.
        errors++;
        tell(e);
        pause(errors);
      }
    }
  }

  private void tell(Throwable error) {
    try {
      LOG.error("{} goes on after an error", thread.getName(), error);
      failed.accept(error);
    } catch (Throwable e) {
      // Broad: with no memory left even telling fails; the work matters more than the word of it.
      return;
    }
  }

  private static void pause(int errors) {
    long millis = Math.min(LONGEST_PAUSE.toMillis(), 1L << Math.min(errors, 10));
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Whether the calling thread is this loop's. */
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Whether it was told to end. */
  public boolean closed() {
    return closed;
  }

  /** Ends after what waits is done; waits for that at most as long as given. */
  public void close(Duration atMost) {
    closed = true;
    try {
      thread.join(atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends after what waits is done, at most ten seconds. */
  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }
}

package org.sluiceiot.thingsboard.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Gives at most so many tasks at once to a pool; the others wait in order. Safe for any thread. */
final class LimitedExecutor implements Executor {
  private final Executor pool;
  private final int limit;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  LimitedExecutor(Executor pool, int limit) {
    this.pool = pool;
    this.limit = limit;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      if (running == limit) {
        waiting.add(task);
        return;
      }
      running++;
    }
    try {
      pool.execute(() -> run(task));
    } catch (Throwable e) {
      // No thread could be had: the caller is told, and the place is free again.
      synchronized (this) {
        running--;
      }
      throw e;
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      Runnable next;
      synchronized (this) {
        next = waiting.poll();
        running -= next == null ? 1 : 0;
      }
      if (next != null) {
        passOn(next);
      }
    }
  }

  /** To the end of the pool's queue, so that the tasks of others have their turn. */
  private void passOn(Runnable next) {
    try {
      pool.execute(() -> run(next));
    } catch (Throwable e) {
      // No other thread could be had, but this one is free.
      run(next);
    }
  }
}

package org.sluiceiot.platform.chain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that does, in order, what concerns the entities assigned to it. What a task of the
 * thread itself adds is done before the next task from outside, so a message runs through nodes
 * that answer at once without waiting behind others. The number of messages is bounded by whoever
 * lets them in.
 */
final class EntityThread implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EntityThread.class);

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Deque<Runnable> own = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean closed;

  EntityThread(String name) {
    thread = new Thread(this::work, name);
    thread.start();
  }

  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread() == thread) {
      own.add(task);
    } else {
      tasks.add(task);
    }
  }

  private void work() {
    while (!closed || !tasks.isEmpty()) {
      try {
        Runnable task = tasks.poll(200, TimeUnit.MILLISECONDS);
        while (task != null) {
          run(task);
          task = own.poll();
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | StackOverflowError e) {
      // Broad: the thread serves many entities and must outlive a defect in what one message met.
      LOG.error("a message was lost from sight", e);
    }
  }

  /** Does what waits, then ends; at most ten seconds. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.sluiceiot.platform.chain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.platform.thread.WorkLoop;

/**
 * One thread that does, in order, what concerns the entities assigned to it. What a task adds while
 * it runs on this thread is done before the next task from outside, so a message runs through nodes
 * that answer at once without waiting behind others. The number of messages is bounded by whoever
 * lets them in. Safe for any thread; takes no lock.
 */
final class EntityThread implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EntityThread.class);

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  /** What tasks of this thread added; used by this thread alone. */
  private final Deque<Runnable> own = new ArrayDeque<>();

  private final WorkLoop loop;

  EntityThread(String name) {
    loop = new WorkLoop(name, this::work);
  }

  @Override
  public void execute(Runnable task) {
    if (loop.isCurrent()) {
      own.add(task);
    } else {
      tasks.add(task);
    }
  }

  private boolean work() throws InterruptedException {
    Runnable task = own.isEmpty() ? tasks.poll(200, TimeUnit.MILLISECONDS) : own.poll();
    if (task == null) {
      return false;
    }
    while (task != null) {
      run(task);
      task = own.poll();
    }
    return true;
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      // Broad: the thread serves many entities and must outlive a defect in what one message met.
      // The message's own end does not depend on this: see MessageRun.
      LOG.error("the host failed at a message", e);
    }
  }

  /** Does what waits, then ends; at most ten seconds. */
  @Override
  public void close() {
    loop.close();
  }
}

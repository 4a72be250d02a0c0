package org.sluiceiot.kafka.uplink.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of the workers: as many as configured, none while there is nothing to do. */
final class WorkerPool implements Executor {
  private final ThreadPoolExecutor threads;

  WorkerPool(int workers, String id) {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            workers,
            workers,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new Thread(work, "sluice-worker-" + id + "-" + number.incrementAndGet()));
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable worker) {
    try {
      threads.execute(worker);
    } catch (RejectedExecutionException e) {
      // Stopped: an acknowledgement that comes this late has nobody to tell; the record, never
      // committed, comes again at the next start.
      return;
    }
  }

  void shutdown() {
    threads.shutdown();
    try {
      threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.sluiceiot.thingsboard.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends nodes on threads of its own, because the server's threads must not block, and ends at
 * shutdown those that the server forgot. Safe for any thread.
 */
public final class NodeCloser {
  private static final Logger LOG = LoggerFactory.getLogger(NodeCloser.class);
  private static final int THREADS = 32;
  private static final Duration AT_SHUTDOWN = Duration.ofSeconds(20);

  private final Set<Runnable> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger ending = new AtomicInteger();
  private final ExecutorService threads = Threads.pool("sluice-closer", THREADS);

  /** Registers what ends a started node; the same object is later given to {@link #close}. */
  public void opened(Runnable end) {
    open.add(end);
  }

  /**
   * Ends a node in the background.
   *
   * @return completes when it has ended; at once for one that is ending already
   */
  public CompletableFuture<Void> close(Runnable end) {
    ending.incrementAndGet();
    if (!open.remove(end)) {
      ending.decrementAndGet();
      return CompletableFuture.completedFuture(null);
    }
    try {
      return CompletableFuture.runAsync(end, threads)
          .whenComplete((ended, failure) -> ended(failure));
    } catch (Throwable e) {
      // No thread could be had; the shutdown of the process still ends it.
      ending.decrementAndGet();
      open.add(end);
      LOG.error("A Kafka node could not be ended", e);
      return CompletableFuture.failedFuture(e);
    }
  }

  private void ended(Throwable failure) {
    ending.decrementAndGet();
    if (failure != null) {
      LOG.error("A Kafka node did not end cleanly", failure);
    }
  }

  /** How many have not ended. */
  public int size() {
    return open.size() + ending.get();
  }

  /** Ends everything that is open and waits a bounded time. */
  void closeAll() {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    open.forEach(end -> ends.add(close(end)));
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
          .get(AT_SHUTDOWN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Not every Kafka node ended in time at shutdown", e);
    }
  }
}

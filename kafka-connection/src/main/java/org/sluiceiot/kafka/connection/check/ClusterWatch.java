package org.sluiceiot.kafka.connection.check;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.DaemonThreads;

/**
 * Keeps looking which cluster a connection leads to: at once, with backoff while it cannot be
 * reached, and then periodically, since names and advertised addresses change. Threads are few,
 * daemons, shared by all watches, and end when there is no watch.
 */
public final class ClusterWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final Duration AGAIN = Duration.ofSeconds(60);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  private static final ScheduledExecutorService THREADS =
      DaemonThreads.scheduler("sluice-cluster-watch", 8, Duration.ofSeconds(1));

  private final ClusterSource source;
  private final Listener listener;
  private final Duration again;
  private Duration backoff = FIRST_BACKOFF;
  private Object told;
  private Future<?> next;
  private boolean closed;

  private ClusterWatch(ClusterSource source, Listener listener, Duration again) {
    this.source = source;
    this.listener = listener;
    this.again = again;
  }

  /** Starts to look; returns at once. */
  public static ClusterWatch start(ClusterSource source, Listener listener) {
    return start(source, listener, AGAIN);
  }

  /**
   * @param again how long after an answer the cluster is looked at again
   */
  public static ClusterWatch start(ClusterSource source, Listener listener, Duration again) {
    ClusterWatch watch = new ClusterWatch(source, listener, again);
    watch.schedule(Duration.ZERO);
    return watch;
  }

  private synchronized void schedule(Duration delay) {
    if (!closed) {
      next = THREADS.schedule(this::look, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    // Whatever is thrown, also by a listener, it looks again.
    Duration delay = LONGEST_BACKOFF;
    try {
      delay = find();
    } finally {
      schedule(delay);
    }
  }

  /** How long until it looks again. */
  private Duration find() {
    try {
      ClusterView view = source.find();
      tell(view, () -> listener.found(view));
      backoff = FIRST_BACKOFF;
      return again;
    } catch (RefusedClusterException e) {
      tell(e.getMessage(), () -> listener.refused(e.getMessage()));
      return again;
    } catch (LayerException e) {
      tell(e.getMessage(), () -> listener.away(e.layer(), e.layer() + ": " + e.getMessage()));
      return nextBackoff();
    } catch (Throwable e) {
      // Broad, errors too, since a watch that ends in silence would let addresses go unchecked.
      LOG.warn("the cluster cannot be looked up", e);
      unknown(e);
      return nextBackoff();
    }
  }

  private void unknown(Throwable e) {
    String what = e instanceof OutOfMemoryError ? "memory ran out" : "an unexpected error";
    try {
      tell(what, () -> listener.away("the cluster cannot be looked up: " + what));
    } catch (RuntimeException again) {
      LOG.warn("the listener of a cluster watch threw", again);
    }
  }

  private Duration nextBackoff() {
    Duration current = backoff;
    backoff =
        current.multipliedBy(2).compareTo(LONGEST_BACKOFF) < 0
            ? current.multipliedBy(2)
            : LONGEST_BACKOFF;
    return current.multipliedBy(ThreadLocalRandom.current().nextLong(80, 121)).dividedBy(100);
  }

  /** Nothing is told after closing, nor the same thing twice in a row. */
  private void tell(Object news, Runnable telling) {
    synchronized (this) {
      if (closed || news.equals(told)) {
        return;
      }
      told = news;
    }
    telling.run();
  }

  /** Ends the watch; a look that is under way is not reported any more. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
  }

  /**
   * Told when something has changed, on the watch's thread, one call at a time; must not block or
   * throw.
   */
  public interface Listener {
    /** The cluster was found and may be used. */
    void found(ClusterView cluster);

    /**
     * The cluster may not be used: whoever has clients of this connection closes them.
     *
     * @param reason one sentence for the user
     */
    void refused(String reason);

    /**
     * The cluster cannot be reached now; it is tried again.
     *
     * @param reason one sentence for the user, beginning with the layer
     */
    void away(String reason);

    /**
     * As {@link #away(String)}, for listeners to whom it matters what fails.
     *
     * @param layer where the connection ends
     */
    default void away(Layer layer, String reason) {
      away(reason);
    }
  }
}

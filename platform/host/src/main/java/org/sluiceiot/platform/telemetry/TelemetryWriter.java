package org.sluiceiot.platform.telemetry;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.platform.store.Database;

/**
 * Saves telemetry and attributes: one thread takes whatever waits and commits it as a group, so the
 * busier the host the larger its transactions. Writes become safe in the order of the calls. Safe
 * for any thread.
 */
public final class TelemetryWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryWriter.class);
  private static final int GROUP = 5_000;
  private static final int LONGEST_REASON = 200;

  private final BlockingQueue<Write> queue = new LinkedBlockingQueue<>();
  private final List<Consumer<List<Point>>> listeners = new CopyOnWriteArrayList<>();
  private final LongAdder saved = new LongAdder();
  private final GroupCommit commit;
  private final Keys keys;
  private final Thread thread;
  private volatile boolean closed;

  public TelemetryWriter(Database database) {
    keys = new Keys(database);
    commit = new GroupCommit(database, keys);
    thread = new Thread(this::run, "sluice-telemetry-writer");
    thread.start();
  }

  /**
   * Saves points of a time series; one of the same entity, key and time is replaced.
   *
   * @return completes when the database has them safe; fails with {@link RejectedDataException}
   *     when it refuses this data, with {@link StoreException} when it cannot be reached
   */
  public CompletionStage<Void> saveTelemetry(List<Point> points) {
    return enqueue(Write.Target.TELEMETRY, points);
  }

  /** Saves attributes, whose time is that of the newest write; otherwise as telemetry. */
  public CompletionStage<Void> saveAttributes(List<Point> points) {
    return enqueue(Write.Target.ATTRIBUTES, points);
  }

  /** Values saved since the start. */
  public long saved() {
    return saved.sum();
  }

  /** Tells every saved group of telemetry, on the writer's thread: the listener must be quick. */
  public AutoCloseable listen(Consumer<List<Point>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private CompletionStage<Void> enqueue(Write.Target target, List<Point> points) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (closed) {
      done.completeExceptionally(new StoreException("the host is closing", null));
    } else if (points.isEmpty()) {
      done.complete(null);
    } else {
      queue.add(new Write(target, points, done));
    }
    return done;
  }

  private void run() {
    List<Write> group = new ArrayList<>();
    while (!closed || !queue.isEmpty()) {
      try {
        Write first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, GROUP - 1);
          save(group);
          group.clear();
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  private void save(List<Write> group) {
    try {
      commit.write(group);
      group.forEach(this::succeed);
    } catch (SQLException | JdbiException e) {
      if (group.size() > 1 && blamesData(e)) {
        // One refused value must not take its neighbours along.
        group.forEach(write -> save(List.of(write)));
      } else {
        fail(group, e);
      }
    } catch (RuntimeException e) {
      // Broad: this thread serves everybody and must outlive whatever one group brings.
      fail(group, e);
    }
  }

  private void succeed(Write write) {
    saved.add(write.points().size());
    write.done().complete(null);
    if (write.target() == Write.Target.TELEMETRY) {
      listeners.forEach(listener -> listener.accept(write.points()));
    }
  }

  private void fail(List<Write> group, Exception cause) {
    keys.clear();
    RuntimeException failure =
        blamesData(cause)
            ? new RejectedDataException("the database refuses a value: " + brief(cause))
            : new StoreException("the database did not take the data", cause);
    LOG.warn("{} writes were not saved: {}", group.size(), brief(cause));
    group.forEach(write -> write.done().completeExceptionally(failure));
  }

  /** Databases quote the statement with its data, which may be long. */
  private static String brief(Exception cause) {
    String text = String.valueOf(cause.getMessage());
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
  }

  /** SQL states of class 22: the data itself is at fault. */
  private static boolean blamesData(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22");
      }
    }
    return false;
  }

  /** Saves what waits, then ends. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

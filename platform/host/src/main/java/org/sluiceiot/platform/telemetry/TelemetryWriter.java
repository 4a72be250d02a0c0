package org.sluiceiot.platform.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.entity.RemovedAttributes;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.store.DatabaseFailures;
import org.sluiceiot.platform.store.StoreException;
import org.sluiceiot.platform.thread.WorkLoop;

/**
 * Saves telemetry and attributes: one thread takes whatever waits and commits it as a group, so the
 * busier the host the larger its transactions. Writes become safe in the order of the calls. A
 * group that the database does not take is tried again in halves, so that only what is to blame
 * fails. Safe for any thread; stages complete on the writer's thread.
 */
public final class TelemetryWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryWriter.class);
  private static final int GROUP = 5_000;

  private final BlockingQueue<Write> queue = new LinkedBlockingQueue<>();
  private final List<Consumer<List<Point>>> listeners = new CopyOnWriteArrayList<>();
  private final LongAdder saved = new LongAdder();
  private final Consumer<RuntimeException> unavailable;
  private final GroupCommit commit;
  private final Keys keys;
  private final WorkLoop loop;

  /** One that only its callers hear from. */
  public TelemetryWriter(Database database) {
    this(database, failure -> {});
  }

  /**
   * @param unavailable told when the database is away, on the writer's thread
   */
  public TelemetryWriter(Database database, Consumer<RuntimeException> unavailable) {
    this.unavailable = unavailable;
    keys = new Keys(database);
    commit = new GroupCommit(database, keys);
    loop = new WorkLoop("sluice-telemetry-writer", this::saveGroup);
  }

  /**
   * Saves points of a time series; one of the same entity, key and time is replaced.
   *
   * @return completes when the database has them safe; fails as {@link DatabaseFailures} says
   */
  public CompletionStage<Void> saveTelemetry(List<Point> points) {
    return enqueue(Write.Target.TELEMETRY, points);
  }

  /** Saves attributes, whose time is that of the newest write; otherwise as telemetry. */
  public CompletionStage<Void> saveAttributes(List<Point> points) {
    return enqueue(Write.Target.ATTRIBUTES, points);
  }

  /**
   * Deletes attributes of an entity, in order with what is saved.
   *
   * @return completes with the keys that were there, when they are gone; otherwise as telemetry
   */
  public CompletionStage<List<String>> removeAttributes(long entity, RemovedAttributes removed) {
    Write.Remove write = new Write.Remove(entity, removed, new CompletableFuture<>());
    enqueue(write);
    return write.done();
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
    if (points.isEmpty()) {
      done.complete(null);
      return done;
    }
    enqueue(new Write.Save(target, points, done));
    return done;
  }

  private void enqueue(Write write) {
    queue.add(write);
    if (loop.closed() && queue.remove(write)) {
      // Nobody would look at it any more. Otherwise the loop has taken it, and tells its end.
      write.done().completeExceptionally(closing());
    }
  }

  private static RetriableException closing() {
    return new RetriableException("the host is closing", null);
  }

  private boolean saveGroup() throws InterruptedException {
    Write first = queue.poll(200, TimeUnit.MILLISECONDS);
    if (first == null) {
      return false;
    }
    List<Write> group = new ArrayList<>();
    try {
      group.add(first);
      queue.drainTo(group, GROUP - 1);
      save(group);
    } catch (Throwable e) {
      // Broad: whoever waits for one of these has to hear of it, whatever happened here.
      RuntimeException failure = DatabaseFailures.of(e);
      first.done().completeExceptionally(failure);
      group.forEach(write -> write.done().completeExceptionally(failure));
      throw e;
    }
    return true;
  }

  /**
   * @return whether the database is there: without it the rest need not be tried
   */
  private boolean save(List<Write> group) {
    Map<Write.Remove, List<String>> removed;
    try {
      removed = commit.write(group);
    } catch (Throwable e) {
      // Broad: one write that is not taken, for whatever reason, must not take others along.
      keys.clear();
      RuntimeException failure = DatabaseFailures.of(e);
      boolean passing = failure instanceof RetriableException;
      if (group.size() == 1 || passing) {
        fail(group, failure);
        return !passing;
      }
      return saveHalves(group);
    }
    group.forEach(write -> succeed(write, removed));
    return true;
  }

  private boolean saveHalves(List<Write> group) {
    int middle = group.size() / 2;
    List<Write> rest = group.subList(middle, group.size());
    if (save(group.subList(0, middle))) {
      return save(rest);
    }
    fail(rest, new RetriableException("the database does not answer", null));
    return false;
  }

  private void succeed(Write done, Map<Write.Remove, List<String>> removed) {
    if (done instanceof Write.Remove removal) {
      removal.done().complete(removed.get(removal));
      return;
    }
    Write.Save write = (Write.Save) done;
    saved.add(write.points().size());
    write.done().complete(null);
    if (write.target() == Write.Target.TELEMETRY) {
      listeners.forEach(listener -> tell(listener, write.points()));
    }
  }

  private static void tell(Consumer<List<Point>> listener, List<Point> points) {
    try {
      listener.accept(points);
    } catch (Throwable e) {
      // Broad: the points are safe, whatever becomes of a page that wanted to see them.
      LOG.warn("a listener failed", e);
    }
  }

  private void fail(List<Write> group, RuntimeException failure) {
    if (failure instanceof RetriableException) {
      unavailable.accept(failure);
    }
    LOG.warn("{} writes were not saved: {}", group.size(), failure.getMessage(), cause(failure));
    group.forEach(write -> write.done().completeExceptionally(failure));
  }

  /** Only what nobody knows is worth a stack trace. */
  private static Throwable cause(RuntimeException failure) {
    return failure instanceof StoreException ? failure.getCause() : null;
  }

  /** Saves what waits, then ends. */
  @Override
  public void close() {
    loop.close(Duration.ofSeconds(30));
    for (Write write = queue.poll(); write != null; write = queue.poll()) {
      write.done().completeExceptionally(closing());
    }
  }
}

package org.sluiceiot.thingsboard.runtime;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Work on devices and assets: in order for each, at the same time for different ones. What takes
 * long, such as creating one, has threads of its own, so that it holds up nothing but the entity it
 * is about. Shared by all nodes; safe for any thread, never blocks. Unbounded: whoever hands work
 * in bounds how much of it is open.
 */
public final class EntityExecutors {
  private static final int QUICK = 4;
  private static final int SLOW = 8;
  private static final int SLOW_OF_ONE_NODE = 6;

  private final Executor quick;
  private final Executor slow;

  /** The last work of each entity that has any. */
  private final Map<Object, CompletableFuture<?>> last = new ConcurrentHashMap<>();

  public EntityExecutors() {
    this(Threads.pool("sluice-deliver", QUICK), Threads.pool("sluice-create", SLOW));
  }

  EntityExecutors(Executor quick, Executor slow) {
    this.quick = quick;
    this.slow = slow;
  }

  /**
   * Begins work once all earlier work of the same entity is done.
   *
   * @param entity whose equals and hash code say what is the same
   * @param work runs on a quick thread; the entity's next work begins when its result is complete
   * @return completes as the result of the work does
   */
  public <T> CompletableFuture<T> inOrder(Object entity, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    CompletableFuture<?> before = last.put(entity, done);
    done.whenComplete((result, failure) -> last.remove(entity, done));
    CompletableFuture<?> turn = before == null ? CompletableFuture.completedFuture(null) : before;
    turn.handleAsync((result, failure) -> run(work, done), quick)
        // No thread could be had: the work fails, and the entity's next work begins all the same.
        .exceptionally(failure -> done.completeExceptionally(failure));
    return done;
  }

  private static <T> boolean run(Supplier<CompletableFuture<T>> work, CompletableFuture<T> done) {
    try {
      work.get()
          .whenComplete(
              (result, failure) -> {
                if (failure == null) {
                  done.complete(result);
                } else {
                  done.completeExceptionally(failure);
                }
              });
    } catch (Throwable e) {
      // Whatever it is, an Error included: the entity's next work must begin all the same.
      done.completeExceptionally(e);
    }
    return true;
  }

  /**
   * Threads for what one node does that takes long; it never has all of them, so that nodes of
   * other tenants get on.
   */
  public Executor slowOfOneNode() {
    return new LimitedExecutor(slow, SLOW_OF_ONE_NODE);
  }
}

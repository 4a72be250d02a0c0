package org.sluiceiot.thingsboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is thrown, the next work of an entity begins. */
class EntityExecutorsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void workOfOneEntityBeginsWhenTheOneBeforeIsDone() {
    EntityExecutors executors = new EntityExecutors();
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> one = executors.inOrder("a", () -> first);
    CompletableFuture<Integer> two =
        executors.inOrder("a", () -> CompletableFuture.completedFuture(2));
    CompletableFuture<Integer> other =
        executors.inOrder("b", () -> CompletableFuture.completedFuture(3));
    assertThat(other).succeedsWithin(PATIENCE);
    assertThat(two).isNotDone();
    first.complete(1);
    assertThat(one).succeedsWithin(PATIENCE);
    assertThat(two).succeedsWithin(PATIENCE);
  }

  @Test
  void anErrorOfOneWorkIsItsFailureAlone() {
    EntityExecutors executors = new EntityExecutors();
    CompletableFuture<Object> broken =
        executors.inOrder(
            "a",
            () -> {
              throw new StackOverflowError();
            });
    CompletableFuture<Object> next =
        executors.inOrder("a", () -> CompletableFuture.completedFuture("done"));
    assertThat(broken).failsWithin(PATIENCE);
    assertThat(next).succeedsWithin(PATIENCE);
  }

  @Test
  void aThreadThatCannotBeMadeHoldsUpNoLaterWork() {
    AtomicInteger calls = new AtomicInteger();
    Executor starved =
        work -> {
          if (calls.getAndIncrement() < 2) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          work.run();
        };
    EntityExecutors executors = new EntityExecutors(starved, starved);
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(executors.inOrder("a", () -> CompletableFuture.completedFuture(1)));
    }
    assertThat(all.get(0)).failsWithin(PATIENCE);
    assertThat(all.get(1)).failsWithin(PATIENCE);
    assertThat(all.get(2)).succeedsWithin(PATIENCE);
    assertThat(all.get(3)).succeedsWithin(PATIENCE);
  }

  @Test
  void aLimitedExecutorNeverRunsMoreAndLosesNoneThoughThreadsAreShort() {
    AtomicInteger calls = new AtomicInteger();
    List<Runnable> pool = Collections.synchronizedList(new ArrayList<>());
    Executor starved =
        work -> {
          if (calls.incrementAndGet() == 4) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          pool.add(work);
        };
    LimitedExecutor limited = new LimitedExecutor(starved, 2);
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, 10).forEach(i -> limited.execute(done::incrementAndGet));
    assertThat(pool).hasSize(2);
    while (!pool.isEmpty()) {
      pool.remove(0).run();
      assertThat(pool.size()).isLessThanOrEqualTo(2);
    }
    assertThat(done).hasValue(10);
  }
}

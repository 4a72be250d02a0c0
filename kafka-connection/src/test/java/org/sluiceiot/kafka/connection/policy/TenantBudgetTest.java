package org.sluiceiot.kafka.connection.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.message.TenantId;

class TenantBudgetTest {
  private final TenantBudget budget = new TenantBudget(limits(1000), 0);
  private long now;

  @Test
  void countsWhatIsTakenAndGivenBackOnce() {
    TenantBudget.Lease first = budget.producer(60);
    assertThatThrownBy(() -> budget.producer(60))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage(
            "the tenant's producers would take 120B of buffer memory, the operator's limit is 100B");
    TenantBudget.Lease second = budget.producer(40);
    assertThatThrownBy(() -> budget.producer(0)).hasMessageContaining("has 2 Kafka producers");
    first.close();
    first.close();
    budget.producer(60).close();
    second.close();
    budget.consumer();
    assertThatThrownBy(budget::consumer).hasMessageContaining("has 1 Kafka consumers");
  }

  @Test
  void aTopicOfSeveralNodesCountsOnce() {
    TenantBudget.Lease one = budget.topic("a");
    TenantBudget.Lease other = budget.topic("a");
    TenantBudget.Lease b = budget.topic("b");
    assertThatThrownBy(() -> budget.topic("c")).hasMessageContaining("writes to 2 topics");
    one.close();
    assertThatThrownBy(() -> budget.topic("c")).isInstanceOf(LimitExceededException.class);
    other.close();
    budget.topic("c").close();
    b.close();
  }

  @Test
  void aSecondsWorthAtOnceAndThenTheRate() {
    int taken = 0;
    while (budget.records(1, now)) {
      taken++;
    }
    assertThat(taken).isEqualTo(1000);
    now += TimeUnit.MILLISECONDS.toNanos(100);
    taken = 0;
    while (budget.records(1, now)) {
      taken++;
    }
    assertThat(taken).isBetween(99, 101);
  }

  @Test
  void manyThreadsTogetherTakeASecondsWorth() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Integer> greedy =
          () -> {
            int taken = 0;
            while (budget.records(1, now)) {
              taken++;
            }
            return taken;
          };
      int all = 0;
      for (Future<Integer> each : threads.invokeAll(Collections.nCopies(4, greedy))) {
        all += each.get();
      }
      assertThat(all).isEqualTo(1000);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aRateThatNanosecondsDoNotDivideIsNotExceeded() {
    TenantBudget fast = new TenantBudget(limits(7_000_000), 0);
    long taken = 0;
    for (now = 0; now <= TimeUnit.SECONDS.toNanos(10); now += TimeUnit.MILLISECONDS.toNanos(10)) {
      while (fast.records(1_000, now)) {
        taken += 1_000;
      }
    }
    // Ten seconds and the first one's worth.
    assertThat(taken).isBetween(76_900_000L, 77_002_000L);
  }

  @Test
  void aClockReadEarlierAddsNothing() {
    now = TimeUnit.SECONDS.toNanos(1);
    assertThat(budget.records(1001, now)).isTrue();
    assertThat(budget.records(1, now - TimeUnit.MILLISECONDS.toNanos(500))).isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(10);
    assertThat(budget.records(1, now)).isTrue();
  }

  @Test
  void aLargeCountIsPaidBack() {
    assertThat(budget.records(3000, now)).isTrue();
    now += TimeUnit.SECONDS.toNanos(2);
    assertThat(budget.records(1, now)).isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(1);
    assertThat(budget.records(1, now)).isTrue();
  }

  @Test
  void tenantsShareNothing() {
    TenantId one = new TenantId(UUID.randomUUID());
    TenantId other = new TenantId(UUID.randomUUID());
    TenantBudget.of(one, limits(1)).consumer();
    TenantBudget.of(other, limits(1)).consumer();
    assertThatThrownBy(() -> TenantBudget.of(one, limits(2)).consumer())
        .isInstanceOf(LimitExceededException.class);
  }

  private static TenantLimits limits(int rate) {
    return new TenantLimits(2, 1, new DataSize(100), 2, rate);
  }
}

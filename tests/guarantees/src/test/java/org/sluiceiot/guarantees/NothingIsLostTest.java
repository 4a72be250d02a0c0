package org.sluiceiot.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

/** At least once, in order per key and counted exactly, while members come and go. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class NothingIsLostTest {
  private static final int RECORDS = 100_000;
  private static final int DEVICES = 500;

  @Test
  void rollingRestartsOfThreeMembers(TestBroker broker) throws Exception {
    Feed feed = Feed.of(broker, RECORDS, DEVICES, 0);
    Ledger ledger = new Ledger(feed);
    try (Sinks sinks = new Sinks(ledger, 10);
        Group group = new Group(broker, feed, config(feed, 60), sinks.healthy())) {
      group.join();
      group.join();
      group.join();
      for (int restart = 1; restart <= 9; restart++) {
        ledger.awaitSettled(ledger.expected() * restart / 10);
        group.leaveOldest();
        group.join();
      }
      finish("rolling-restarts", ledger, group);
      assertThat(group.sum("delivered")).isGreaterThanOrEqualTo(RECORDS);
    }
  }

  @Test
  void rebalancesEverySecond(TestBroker broker) throws Exception {
    Feed feed = Feed.of(broker, RECORDS, DEVICES, 0);
    Ledger ledger = new Ledger(feed);
    int rebalances = 0;
    try (Sinks sinks = new Sinks(ledger, 10);
        Group group = new Group(broker, feed, config(feed, 40), sinks.healthy())) {
      group.join();
      group.join();
      while (ledger.settled() < ledger.expected()) {
        Member third = group.join();
        long since = System.nanoTime();
        Ledger.await(
            () ->
                System.nanoTime() - since > 1_000_000_000L
                    || ledger.settled() == ledger.expected());
        group.leave(third);
        rebalances += 2;
      }
      finish("rebalances-every-second", ledger, group);
      assertThat(rebalances).isGreaterThanOrEqualTo(4);
      System.out.println("GUARANTEE rebalances-every-second rebalances=" + rebalances);
    }
  }

  @Test
  void aHostThatFailsNowAndThenAndForGood(TestBroker broker) throws Exception {
    Feed feed = Feed.of(broker, RECORDS, DEVICES, 0);
    Ledger ledger = new Ledger(feed);
    long seed = System.nanoTime();
    System.out.println("GUARANTEE flaky-host seed=" + seed);
    try (Sinks sinks = new Sinks(ledger, 0);
        Group group = new Group(broker, feed, config(feed, 5_000), sinks.flaky(seed))) {
      group.join();
      group.join();
      finish("flaky-host", ledger, group);
      assertThat(ledger.rejected()).isGreaterThan(0);
      assertThat(group.deadLetterOrigins((int) ledger.rejected())).hasSize((int) ledger.rejected());
      assertThat(group.sum("retried")).isGreaterThan(0);
      assertThat(group.sum("delivered") + group.sum("dead.lettered"))
          .isEqualTo(group.sum("received"));
    }
  }

  @Test
  void oneRecordInTenIsPoison(TestBroker broker) throws Exception {
    Feed feed = Feed.of(broker, RECORDS, DEVICES, 10);
    Ledger ledger = new Ledger(feed);
    try (Sinks sinks = new Sinks(ledger, 0);
        Group group = new Group(broker, feed, config(feed, 5_000), sinks.healthy())) {
      group.join();
      group.join();
      finish("poison", ledger, group);
      assertThat(group.deadLetterOrigins(feed.poisoned())).hasSize(feed.poisoned());
    }
  }

  private static String config(Feed feed, int maxRecords) {
    return ("{'topics':['%s'],'processing':{'maxRecords':%d},'failures':{'retryDelay':'5ms'},"
            + "'commit':{'interval':'200ms'}}")
        .formatted(feed.topic(), maxRecords);
  }

  /** Waits for the last record, lets everybody leave and asserts what always must hold. */
  static void finish(String name, Ledger ledger, Group group) {
    ledger.awaitSettled(ledger.expected());
    Function<String, Long> sum = group::sum;
    Ledger.await(() -> sum.apply("inFlight") == 0);
    group.close();
    assertThat(ledger.overtakings()).isEmpty();
    assertThat(ledger.settled()).isEqualTo(ledger.expected());
    group.assertBooksBalance();
    group.assertAllCommitted();
    System.out.printf(
        "GUARANTEE %s settled=%d duplicates=%d received=%d delivered=%d dead-lettered=%d"
            + " skipped=%d ignored=%d returned=%d late=%d%n",
        name,
        ledger.settled(),
        ledger.duplicates(),
        sum.apply("received"),
        sum.apply("delivered"),
        sum.apply("dead.lettered"),
        sum.apply("skipped"),
        sum.apply("ignored"),
        sum.apply("returned"),
        sum.apply("late"));
  }
}

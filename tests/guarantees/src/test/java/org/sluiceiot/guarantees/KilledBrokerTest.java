package org.sluiceiot.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.OwnBroker;

/** At least once and in order per key when the broker is killed and comes back. */
@ExtendWith(LeakCheck.class)
class KilledBrokerTest {
  private static final int RECORDS = 100_000;

  @RegisterExtension static final OwnBroker BROKER = new OwnBroker();

  @Test
  void killAndRestartOfTheBroker() throws Exception {
    Feed feed = Feed.of(BROKER, RECORDS, 500, 0);
    Ledger ledger = new Ledger(feed);
    String config =
        "{'topics':['%s'],'processing':{'maxRecords':100},'commit':{'interval':'200ms'}}"
            .formatted(feed.topic());
    try (Sinks sinks = new Sinks(ledger, 10);
        Group group = new Group(BROKER, feed, config, sinks.healthy())) {
      group.join();
      group.join();
      for (int kill = 1; kill <= 2; kill++) {
        ledger.awaitSettled(RECORDS * kill / 4L);
        BROKER.broker().kill();
        assertThat(ledger.settled()).isLessThan(RECORDS);
        BROKER.broker().restart();
      }
      NothingIsLostTest.finish("kill-broker", ledger, group);
    }
  }
}

package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownClustersTest {
  @Test
  void knowsAClusterByItsAddressesInAnyOrder() {
    KnownClusters.learned(ConnectionConfig.plaintext("known-a:9092, known-b:9092"), "one");
    assertThat(KnownClusters.idOf(ConnectionConfig.plaintext("known-b:9092,known-a:9092")))
        .contains("one");
    assertThat(KnownClusters.idOf(ConnectionConfig.plaintext("known-a:9092"))).isEmpty();
  }

  @Test
  void theLastAnswerCounts() {
    ConnectionConfig connection = ConnectionConfig.plaintext("known-c:9092");
    KnownClusters.learned(connection, "one");
    KnownClusters.learned(connection, "two");
    assertThat(KnownClusters.idOf(connection)).contains("two");
  }

  @Test
  void forgetsTheOldestOfAThousand() {
    ConnectionConfig first = ConnectionConfig.plaintext("known-first:9092");
    KnownClusters.learned(first, "one");
    for (int i = 0; i < 1_000; i++) {
      KnownClusters.learned(ConnectionConfig.plaintext("known-" + i + ":9092"), "more");
    }
    assertThat(KnownClusters.idOf(first)).isEmpty();
  }
}

package org.sluiceiot.kafka.connection.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.LeakCheck;

@ExtendWith(LeakCheck.class)
class ClusterWatchTest {
  private final List<String> told = new CopyOnWriteArrayList<>();

  private final ClusterWatch.Listener listener =
      new ClusterWatch.Listener() {
        @Override
        public void found(ClusterView cluster) {
          told.add("found " + cluster.id());
        }

        @Override
        public void refused(String reason) {
          told.add("refused " + reason);
        }

        @Override
        public void away(String reason) {
          told.add("away " + reason);
        }
      };

  @Test
  void itLooksOnAfterAnError() {
    AtomicInteger looks = new AtomicInteger();
    ClusterSource source =
        () -> {
          switch (looks.incrementAndGet()) {
            case 1 -> throw new OutOfMemoryError("Java heap space");
            case 2 -> throw new NoClassDefFoundError("org/Gone");
            default -> {
              return new ClusterView("c", List.of());
            }
          }
        };
    try (ClusterWatch watch = ClusterWatch.start(source, listener)) {
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> told.contains("found c"));
      assertThat(told)
          .containsExactly(
              "away the cluster cannot be looked up: memory ran out",
              "away the cluster cannot be looked up: an unexpected error",
              "found c");
    }
  }
}

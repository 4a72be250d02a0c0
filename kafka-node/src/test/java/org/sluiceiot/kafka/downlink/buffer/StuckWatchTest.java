package org.sluiceiot.kafka.downlink.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluiceiot.kafka.downlink.send.FailureClass;

/** Stored messages once stayed unsent for 25 minutes, and nobody was told. */
class StuckWatchTest {
  private final List<String> told = new ArrayList<>();
  private boolean connected = true;
  private boolean open = true;
  private final StuckWatch watch = new StuckWatch(() -> connected, () -> open, told::add);

  private void check(int second, long head, long waiting) {
    watch.check(Duration.ofSeconds(second).toNanos(), head, waiting);
  }

  @Test
  void storedMessagesThatDoNotLeaveAreToldOnceAndWhenTheyDo() {
    check(0, 7, 5);
    check(60, 7, 5);
    assertThat(told).isEmpty();
    watch.failed(FailureClass.TOPIC_UNKNOWN);
    check(61, 7, 5);
    check(200, 7, 6);
    assertThat(told)
        .containsExactly(
            "5 stored messages have not been sent for 60 seconds, though the broker answers:"
                + " class topic-unknown");
    check(201, 8, 5);
    assertThat(told).hasSize(2).endsWith("");
  }

  @Test
  void whatMovesOrIsEmptyOrHasNoBrokerIsNotStuck() {
    for (int second = 0; second < 1_000; second += 50) {
      check(second, second, 5);
    }
    check(1_000, 3, 0);
    check(1_100, 3, 0);
    connected = false;
    check(1_200, 3, 9);
    check(1_300, 3, 9);
    assertThat(told).isEmpty();
    connected = true;
    check(1_301, 3, 9);
    check(1_362, 3, 9);
    assertThat(told).hasSize(1);
  }

  @Test
  void aGuardThatNeverDecidesIsNamed() {
    open = false;
    check(0, 0, 1);
    check(61, 0, 1);
    assertThat(told).singleElement().asString().contains("loop guard");
  }
}

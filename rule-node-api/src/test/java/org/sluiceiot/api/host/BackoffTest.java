package org.sluiceiot.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

  @Test
  void pausesDoubleUpToTheLongest() {
    for (int millis : new int[] {100, 200, 400, 800, 1000, 1000}) {
      assertThat(backoff.next())
          .isBetween(Duration.ofMillis(millis), Duration.ofMillis(millis * 5 / 4));
    }
  }

  @Test
  void aSuccessBeginsAnew() {
    backoff.next();
    backoff.next();
    backoff.reset();
    assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(125));
  }

  @Test
  void wrongBoundsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }
}

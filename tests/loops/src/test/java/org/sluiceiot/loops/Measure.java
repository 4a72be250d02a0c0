package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Waits until a loop has come to rest, and prints what it cost. */
final class Measure {
  private static final long STILL = TimeUnit.SECONDS.toNanos(1);

  private final String scenario;
  private final Chain[] chains;
  private final long injected;
  private final long from = System.nanoTime();

  /**
   * @param injected passes that would be right
   */
  Measure(String scenario, long injected, Chain... chains) {
    this.scenario = scenario;
    this.injected = injected;
    this.chains = chains;
  }

  /** Passes beyond the right ones, once nothing has moved for a second: two turns of any loop. */
  long extraPasses() {
    Awaitility.await(scenario)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> passes() >= injected && System.nanoTime() - last() > STILL);
    return report();
  }

  /** As the other, once the breaker has opened as well. */
  long extraPassesUntilOpen() {
    Awaitility.await(scenario)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Arrays.stream(chains).anyMatch(chain -> !chain.alarms().isEmpty()));
    return extraPasses();
  }

  private long report() {
    long extra = passes() - injected;
    System.out.printf(
        "loops %s: %d right passes, %d extra passes, %.1f s until it stopped%n",
        scenario, injected, extra, seconds());
    assertThat(extra).as(scenario).isNotNegative();
    return extra;
  }

  double seconds() {
    return Math.max(0, last() - from) / 1e9;
  }

  private long passes() {
    return Arrays.stream(chains).mapToLong(Chain::passes).sum();
  }

  private long last() {
    return Arrays.stream(chains).mapToLong(Chain::lastPass).max().orElse(from);
  }
}

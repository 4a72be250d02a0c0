package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/loop-guard.md promises for records whose headers are stripped, turns up to 20 ms. */
final class Promise {
  /** Extra passes of one record through each uplink on its way. */
  static final long N = 150;

  static final double T = 10;

  private Promise() {}

  /**
   * Waits for the breaker, prints what the loop cost and holds it against the promise.
   *
   * @param records that circle
   * @param injected passes that would be right
   */
  static void kept(String scenario, int records, long injected, Chain... chains) {
    Measure measure = new Measure(scenario + ", " + records + " circling", injected, chains);
    long extra = measure.extraPassesUntilOpen();
    assertThat(extra / records / chains.length)
        .as("extra passes of each record")
        .isLessThanOrEqualTo(N);
    assertThat(measure.seconds()).as("seconds").isLessThanOrEqualTo(T);
  }
}

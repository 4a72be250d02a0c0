package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/loop-guard.md promises for one record whose headers are stripped. */
final class Promise {
  static final long N = 250;
  static final double T = 20;

  private Promise() {}

  static void kept(long extraPasses, double seconds) {
    assertThat(extraPasses).as("extra passes").isLessThanOrEqualTo(N);
    assertThat(seconds).as("seconds").isLessThanOrEqualTo(T);
  }
}

package org.sluiceiot.kafka.guard.breaker;

/**
 * Compares a moment in which the uplink was held with one in which it flowed. If what the uplink
 * reads is caused by what a downlink writes, its topics grow in step with those writes, and not
 * otherwise. Equal payloads, replays and busy topics grow no faster when the uplink flows. Pure.
 */
final class Evidence {
  /** Least number of writes that say anything. */
  private static final double LEAST_WRITES = 4;

  /** Share of the writes that must show up again. */
  private static final double SHARE = 0.5;

  /** Share of the intake that a writer must stand for. */
  private static final double WEIGHT = 0.25;

  /** Standard deviations by which the growth must exceed chance. */
  private static final double SIGMAS = 2.5;

  private final Sample held;
  private final Sample flowed;
  private final double scale;

  /**
   * @param held differences over the time in which the uplink was held
   * @param flowed differences over the time since it was released
   */
  Evidence(Sample held, Sample flowed) {
    this.held = held;
    this.flowed = flowed;
    this.scale = (double) flowed.at() / Math.max(1, held.at());
  }

  /** Whether the counts make sense; they do not when partitions came or went in between. */
  boolean valid() {
    return held.ends() >= 0 && flowed.ends() >= 0;
  }

  /** Index of the writer whose writes came back, or -1. */
  int guilty() {
    double growth = flowed.ends() - held.ends() * scale;
    double chance = Math.sqrt(flowed.ends() + scale * scale * (held.ends() + 1));
    for (int i = 0; i < flowed.writes().length; i++) {
      double writes = extraWrites(i);
      if (writes >= LEAST_WRITES
          && writes >= WEIGHT * flowed.ingested()
          && growth >= SHARE * writes
          && growth >= SIGMAS * chance) {
        return i;
      }
    }
    return -1;
  }

  /** Whether plenty was written and next to nothing came back. */
  boolean acquits() {
    double growth = flowed.ends() - held.ends() * scale;
    double most = 0;
    for (int i = 0; i < flowed.writes().length; i++) {
      most = Math.max(most, extraWrites(i));
    }
    return most >= 50 && growth < 0.1 * most;
  }

  private double extraWrites(int writer) {
    return flowed.writes()[writer] - held.writes()[writer] * scale;
  }
}

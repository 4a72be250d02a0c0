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

  /** The same where a message becomes several records, since writes say less there. */
  private static final double MORE_SIGMAS = 3.5;

  /** Growth by intake of a loop that does not die out by itself, with room for a miscount. */
  private static final double GAIN = 0.8;

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
    int most = -1;
    double all = 0;
    for (int i = 0; i < flowed.writes().length; i++) {
      double writes = extraWrites(i);
      if (convicts(writes)) {
        return i;
      }
      all += Math.max(0, writes);
      most = most < 0 || writes > extraWrites(most) ? i : most;
    }
    // A loop may be spread over several writers, none of which weighs enough alone.
    return convicts(all) ? most : -1;
  }

  private boolean convicts(double writes) {
    double growth = growth();
    double chance = Math.sqrt(flowed.ends() + scale * scale * (held.ends() + 1));
    boolean enough = writes >= LEAST_WRITES && writes >= WEIGHT * flowed.ingested();
    boolean most = growth >= SHARE * writes && growth >= SIGMAS * chance;
    // Of many records that a message becomes, one that comes back keeps the loop going.
    boolean asMuchAsCameIn =
        writes > flowed.ingested()
            && growth >= GAIN * flowed.ingested()
            && growth >= MORE_SIGMAS * chance;
    return enough && (most || asMuchAsCameIn);
  }

  /** By how much more the topics grew than while the uplink was held. */
  private double growth() {
    return flowed.ends() - held.ends() * scale;
  }

  /** Whether plenty was written and next to nothing came back. */
  boolean acquits() {
    double growth = growth();
    double most = 0;
    for (int i = 0; i < flowed.writes().length; i++) {
      most = Math.max(most, extraWrites(i));
    }
    return most >= 50 && growth < 0.1 * Math.min(most, flowed.ingested());
  }

  private double extraWrites(int writer) {
    return flowed.writes()[writer] - held.writes()[writer] * scale;
  }
}

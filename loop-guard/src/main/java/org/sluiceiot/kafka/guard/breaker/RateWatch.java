package org.sluiceiot.kafka.guard.breaker;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Looks twice a second whether an uplink takes in much, downlinks write about as much, and the
 * uplink's topics grow as fast: only then can it be a loop. A replay takes in much from topics that
 * do not grow. Not safe for several threads.
 */
final class RateWatch {
  private static final long WINDOW = Duration.ofMillis(500).toNanos();
  private static final long SHORTEST = Duration.ofMillis(20).toNanos();
  private static final double SHARE = 0.5;

  private List<Writer> writers = List.of();
  private Sample before;
  private boolean endsKnown;
  private double rate;

  /** Records per second that come in, now or in the last window, whichever is more. */
  double rate(long now, long ingested) {
    if (before == null || now - before.at() < SHORTEST) {
      return rate;
    }
    return Math.max(rate, (ingested - before.ingested()) * 1e9 / (now - before.at()));
  }

  void forget() {
    before = null;
  }

  boolean suspicious(long now, LongSupplier ends, long ingested, List<Writer> downstream) {
    if (before == null || !writers.equals(downstream)) {
      restart(now, 0, ingested, downstream);
      endsKnown = false;
      return false;
    }
    if (now - before.at() < WINDOW) {
      return false;
    }
    Sample past = Sample.take(now, before.ends(), ingested, writers).since(before);
    rate = past.ingested() * 1e9 / past.at();
    // Of what is spread over several writers none may weigh enough alone.
    long most = Arrays.stream(past.writes()).max().orElse(0);
    long all = Arrays.stream(past.writes()).sum();
    long written = most < SHARE * past.ingested() ? all : most;
    if (rate < Breaker.RATE || written < SHARE * past.ingested()) {
      restart(now, 0, ingested, downstream);
      endsKnown = false;
      return false;
    }
    // Asking for the ends costs a request, so only now.
    long end = ends.getAsLong();
    boolean grows = endsKnown && end - before.ends() >= SHARE * Math.min(written, past.ingested());
    restart(now, end, ingested, downstream);
    endsKnown = true;
    return grows;
  }

  private void restart(long now, long end, long ingested, List<Writer> downstream) {
    writers = downstream;
    before = Sample.take(now, end, ingested, downstream);
  }
}

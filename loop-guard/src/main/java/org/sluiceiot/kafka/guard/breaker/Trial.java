package org.sluiceiot.kafka.guard.breaker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * An experiment on an uplink: hold it until what is under way has settled, measure how fast its
 * topics grow, release it, and see whether they grow in step with what the downlinks then write; so
 * many times in a row. Short, harmless to data that does not circle, and not deceived by
 * coincidence. Not safe for several threads.
 */
final class Trial {
  private static final long SETTLE = Duration.ofMillis(300).toNanos();
  private static final long LONGEST_SETTLE = Duration.ofSeconds(3).toNanos();
  private static final long MEASURE = Duration.ofMillis(400).toNanos();
  private static final long LONGEST_MEASURE = Duration.ofSeconds(4).toNanos();
  private static final long JITTER = Duration.ofMillis(200).toNanos();
  private static final long LOOK = Duration.ofMillis(40).toNanos();

  /** Records that pass before the first look: enough to judge by, however fast they circle. */
  private static final long SAMPLE = 16;

  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
  private static final long LONGEST_PATIENCE = Duration.ofSeconds(15).toNanos();
  private static final long EARLIEST_ACQUITTAL = Duration.ofSeconds(1).toNanos();

  private final List<Writer> writers;
  private final long settle;
  private final long measure;
  private final long patience;
  private int rounds;
  private long jitter;
  private Phase phase = Phase.SETTLE;
  private long since;
  private Sample start;
  private Sample held;
  private Writer guilty;

  /** How the trial stands. */
  enum Finding {
    HOLD,
    RELEASE,
    GUILTY,
    ACQUITTED
  }

  private enum Phase {
    SETTLE,
    MEASURE,
    RELEASE
  }

  /**
   * @param rounds how many times in a row the writes must come back
   * @param lag nanoseconds that a record takes around, 0 when not known
   * @param rate records per second that came in before the trial; not zero
   */
  Trial(long now, List<Writer> writers, int rounds, long lag, double rate) {
    this.writers = writers;
    this.rounds = rounds;
    this.since = now;
    // Twice the way around for what is under way; four records' time, and six turns, so that none
    // is no accident: the rate alone says too little when few records circle slowly.
    this.settle = Math.min(LONGEST_SETTLE, Math.max(SETTLE, 2 * lag));
    long still = Math.max((long) (4e9 / rate), 6 * lag);
    this.measure = Math.min(LONGEST_MEASURE, Math.max(MEASURE, still));
    // Where the turn is known and short, what has not come back soon does not come back.
    long patient = lag == 0 ? PATIENCE : Math.max(PATIENCE / 2, 20 * lag);
    this.patience = Math.min(LONGEST_PATIENCE, patient);
  }

  /** The writer whose writes came back, once the finding is guilty. */
  Writer guilty() {
    return guilty;
  }

  /**
   * @param ends asked only when a measurement is due
   */
  Finding step(long now, LongSupplier ends, long ingested) {
    long passed = now - since;
    switch (phase) {
      case SETTLE -> {
        if (passed >= settle + jitter) {
          start = Sample.take(now, ends.getAsLong(), ingested, writers);
          enter(Phase.MEASURE, now);
        }
        return Finding.HOLD;
      }
      case MEASURE -> {
        if (passed < measure) {
          return Finding.HOLD;
        }
        Sample end = Sample.take(now, ends.getAsLong(), ingested, writers);
        held = end.since(start);
        start = end;
        enter(Phase.RELEASE, now);
        return Finding.RELEASE;
      }
      default -> {
        if (passed >= LOOK) {
          return look(now, ends, ingested);
        }
        return ingested - start.ingested() < SAMPLE ? Finding.RELEASE : Finding.HOLD;
      }
    }
  }

  private Finding look(long now, LongSupplier ends, long ingested) {
    Sample flowed = Sample.take(now, ends.getAsLong(), ingested, writers).since(start);
    Evidence evidence = new Evidence(held, flowed);
    long passed = now - since;
    if (!evidence.valid()
        || passed >= patience
        || passed >= EARLIEST_ACQUITTAL && evidence.acquits()) {
      return Finding.ACQUITTED;
    }
    int index = evidence.guilty();
    if (index < 0) {
      return Finding.RELEASE;
    }
    guilty = writers.get(index);
    if (--rounds == 0) {
      return Finding.GUILTY;
    }
    enter(Phase.SETTLE, now);
    return Finding.HOLD;
  }

  private void enter(Phase next, long now) {
    // Trials of other processes must not run in step with this one.
    jitter = ThreadLocalRandom.current().nextLong(JITTER);
    phase = next;
    since = now;
  }
}

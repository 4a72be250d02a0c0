package org.sluiceiot.kafka.guard.breaker;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Watches one uplink for loops that carry no path. Suspicion (a payload that comes back again and
 * again, many payloads that come back, or a high rate in step with what downlinks write) leads to a
 * {@link Trial}, and only a trial that convicts opens the breaker. Open means that the uplink
 * pauses; after a cool-down a single round decides whether it may flow again.
 *
 * <p>{@link #ingested} and {@link #returned} come from any thread, {@link #hold} from the one that
 * polls.
 */
public final class Breaker {
  /** Times that one payload comes back before a trial. */
  public static final int SAME_PAYLOAD = 8;

  /** Payloads that come back within {@link #WINDOW} before a trial. */
  public static final int PAYLOADS = 64;

  /** The time over which returning payloads are counted. */
  public static final Duration WINDOW = Duration.ofSeconds(10);

  /** Records per second below which a loop that changes payloads is not looked for. */
  public static final int RATE = 50;

  /** Short rounds are more easily deceived by bursts, so there are more of them. */
  private static final int SHORT_ROUNDS = 7;

  private static final int LONG_ROUNDS = 3;
  private static final long SHORT = Duration.ofMillis(100).toNanos();
  private static final long LOOK = Duration.ofMillis(20).toNanos();

  private final LongSupplier clock;
  private final TrialPermit permit;
  private final Object tenant;
  private final Duration coolDown;
  private final Supplier<List<Writer>> downstream;
  private final Listener listener;
  private final LongAdder ingested = new LongAdder();
  private final LongAdder returns = new LongAdder();
  private final Set<Writer> returning = ConcurrentHashMap.newKeySet();
  private final RateWatch rates = new RateWatch();
  private final TrialPause backoff = new TrialPause();
  private volatile boolean repeated;
  private volatile long lag;
  private volatile Hold hold = Hold.FLOW;

  /** While records wait for a trial, the time that they take says nothing about a turn. */
  private volatile boolean trying;

  private Trial trial;
  private boolean wasOpen;
  private long lookedAt;
  private long windowFrom;
  private long returnsBefore;
  private long openedAt;
  private int doublings;
  private double rateBefore;

  /** Told on the polling thread; must not block. */
  public interface Listener {
    void trial();

    /**
     * @param again whether it was open before and a trial failed
     */
    void opened(Writer guilty, Duration coolDown, boolean again);

    void closed();
  }

  /**
   * @param clock nanoseconds, monotonic
   * @param permit shared by all uplinks of the process
   * @param tenant whose uplink it is
   * @param downstream the downlinks that the uplink's records can reach
   */
  public Breaker(
      LongSupplier clock,
      TrialPermit permit,
      Object tenant,
      Duration coolDown,
      Supplier<List<Writer>> downstream,
      Listener listener) {
    this.clock = clock;
    this.permit = permit;
    this.tenant = tenant;
    this.coolDown = coolDown;
    this.downstream = downstream;
    this.listener = listener;
    this.lookedAt = clock.getAsLong();
    this.windowFrom = lookedAt;
  }

  /** Records came in whose paths do not name the uplink. */
  public void ingested(int count) {
    ingested.add(count);
  }

  /**
   * A record came in that a downlink wrote.
   *
   * @param times how often this payload came back lately
   * @param nanos since it was written; 0 when not known
   */
  public void returned(Writer writer, int times, long nanos) {
    returns.increment();
    if (!returning.contains(writer)) {
      returning.add(writer);
    }
    if (nanos > 0 && !trying) {
      // Slow to fall and quick to rise is the safe side, so a lost update does no harm.
      lag = lag == 0 ? nanos : Math.max(nanos, lag - lag / 8);
    }
    if (times >= SAME_PAYLOAD) {
      repeated = true;
    }
  }

  /** What the uplink shall do now; as {@code GuardedEndpoint.hold}. */
  public synchronized Hold hold(LongSupplier ends) {
    long now = clock.getAsLong();
    if (trial != null) {
      judge(trial.step(now, ends, ingested.sum()), now);
    } else if (wasOpen) {
      boolean rested = now - openedAt >= coolDown.toNanos() << doublings;
      if (rested && permit.take(this, tenant, now)) {
        begin(now, 1);
      }
    } else if (repeated || now - lookedAt >= LOOK) {
      lookedAt = now;
      look(now, ends);
    }
    return hold;
  }

  /** Partitions came or went: counts before and after cannot be compared. */
  public synchronized void reassigned() {
    rates.forget();
    if (trial != null) {
      permit.giveBack(this);
      trial = null;
      trying = false;
      hold = wasOpen ? Hold.OPEN : Hold.FLOW;
    }
  }

  /** The uplink ends. */
  public synchronized void close() {
    reassigned();
  }

  /** What the uplink was last told. */
  public Hold state() {
    return hold;
  }

  private void look(long now, LongSupplier ends) {
    long returned = returns.sum() - returnsBefore;
    boolean suspicious = repeated || returned >= PAYLOADS;
    if (suspicious || now - windowFrom >= WINDOW.toNanos()) {
      windowFrom = now;
      returnsBefore = returns.sum();
    }
    boolean fast = rates.suspicious(now, ends, ingested.sum(), downstream.get());
    boolean due = (suspicious || fast) && backoff.permits(now, rates.rate(now, ingested.sum()));
    // Another uplink's trial first: this suspicion stays until its turn.
    repeated = due && !permit.take(this, tenant, now);
    if (due && !repeated) {
      listener.trial();
      begin(now, lag > SHORT ? LONG_ROUNDS : SHORT_ROUNDS);
    }
    if (!suspicious && returned == 0 && now == windowFrom) {
      returning.clear();
    }
  }

  private void begin(long now, int rounds) {
    Set<Writer> writers = new LinkedHashSet<>(returning);
    writers.addAll(downstream.get());
    // What comes back so soon comes often, also when there was no time yet to measure a rate.
    double byLag = lag == 0 ? 0 : 0.5e9 / lag;
    rateBefore = Math.max(1, Math.max(byLag, rates.rate(now, ingested.sum())));
    trying = true;
    trial = new Trial(now, List.copyOf(writers), rounds, lag, rateBefore);
    rates.forget();
    hold = wasOpen ? Hold.OPEN : Hold.TRIAL;
  }

  private void judge(Trial.Finding finding, long now) {
    if (finding == Trial.Finding.GUILTY || finding == Trial.Finding.ACQUITTED) {
      permit.giveBack(this);
      trying = false;
    }
    switch (finding) {
      case HOLD -> hold = wasOpen ? Hold.OPEN : Hold.TRIAL;
      case RELEASE -> hold = Hold.FLOW;
      case GUILTY -> {
        boolean again = wasOpen;
        doublings = again ? Math.min(4, doublings + 1) : 0;
        wasOpen = true;
        openedAt = now;
        hold = Hold.OPEN;
        listener.opened(trial.guilty(), coolDown.multipliedBy(1L << doublings), again);
        trial = null;
      }
      case ACQUITTED -> {
        if (wasOpen) {
          listener.closed();
        } else {
          backoff.acquitted(now, rateBefore);
        }
        wasOpen = false;
        hold = Hold.FLOW;
        trial = null;
      }
    }
  }
}

package org.sluiceiot.kafka.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.GuardConfig.RoundTrip;
import org.sluiceiot.kafka.guard.breaker.ReturnTable;
import org.sluiceiot.kafka.guard.breaker.TrialPermit;
import org.sluiceiot.kafka.guard.path.Path;

/**
 * Knows every uplink and downlink of this process, of all tenants, and refuses configurations in
 * which data would circle. Safe for any thread; nothing blocks.
 *
 * <p>The endpoint that came last is refused; the ones that run already go on. When one goes away,
 * what was refused because of it is decided anew.
 */
public final class LoopGuard {
  private static final LoopGuard SHARED = new LoopGuard();

  private final LongSupplier clock;
  private final boolean blind;
  private final AtomicInteger counter = new AtomicInteger();
  private final Map<Integer, GuardedEndpoint> byNumber = new ConcurrentHashMap<>();
  private final Map<Long, GuardedEndpoint> byPathId = new ConcurrentHashMap<>();
  private final ReturnTable returns = new ReturnTable();
  private final TrialPermit trials = new TrialPermit();
  private final LoopDecisions decisions = new LoopDecisions();

  /** Whether an uplink of this process looks for what came back; without one, nothing is noted. */
  private volatile boolean watched;

  /** Whether there is a downlink in this process, whose writes could come back. */
  private volatile boolean written;

  public LoopGuard() {
    this(System::nanoTime, false);
  }

  /**
   * @param clock nanoseconds, monotonic
   */
  LoopGuard(LongSupplier clock) {
    this(clock, false);
  }

  private LoopGuard(LongSupplier clock, boolean blind) {
    this.clock = clock;
    this.blind = blind;
  }

  /**
   * A guard that judges configurations and looks at no record, to measure what looking costs; not
   * for use.
   */
  public static LoopGuard blind() {
    return new LoopGuard(System::nanoTime, true);
  }

  /** The guard of this process; tests may make their own. */
  public static LoopGuard shared() {
    return SHARED;
  }

  /**
   * Adds an endpoint. Its verdict is {@link Verdict#PENDING} until {@link
   * GuardedEndpoint#clusterId} is told. An endpoint of the same owner, way and service that is
   * still there no longer counts.
   *
   * @param onVerdict told every change of the verdict, on the thread that caused it, which may be
   *     another endpoint's; must not block
   */
  public GuardedEndpoint register(Endpoint endpoint, Consumer<Verdict> onVerdict) {
    GuardedEndpoint guarded =
        new GuardedEndpoint(this, counter.incrementAndGet(), endpoint, onVerdict);
    byNumber.put(guarded.number(), guarded);
    if (endpoint.way().isEmpty()) {
      byPathId.put(guarded.id(), guarded);
    }
    watch();
    tell(decisions.add(guarded));
    connectTrips(endpoint.owner().tenant());
    return guarded;
  }

  void clusterKnown(GuardedEndpoint guarded) {
    tell(decisions.decide(guarded));
  }

  void remove(GuardedEndpoint guarded) {
    byNumber.remove(guarded.number());
    byPathId.remove(guarded.id(), guarded);
    watch();
    tell(decisions.remove(guarded));
    connectTrips(guarded.endpoint().owner().tenant());
  }

  /** Looks again at all rule chains, and decides everything anew where they changed. */
  public void flowsChanged() {
    tell(decisions.refresh());
  }

  /** The map of all endpoints as it was last decided; changes nothing. */
  public FlowGraph flows() {
    return decisions.flows();
  }

  private synchronized void watch() {
    watched = byNumber.values().stream().anyMatch(GuardedEndpoint::watches);
    written = byNumber.values().stream().anyMatch(GuardedEndpoint::writesRecords);
  }

  private static void tell(List<GuardedEndpoint> changed) {
    changed.forEach(GuardedEndpoint::tell);
  }

  /** Works out with whom round trips are allowed, for all endpoints of a tenant. */
  private void connectTrips(TenantId tenant) {
    List<GuardedEndpoint> own =
        byNumber.values().stream()
            .filter(each -> each.endpoint().owner().tenant().equals(tenant))
            .toList();
    for (GuardedEndpoint each : own) {
      Map<Long, Integer> trips = new HashMap<>();
      for (RoundTrip trip : each.endpoint().config().roundTrips()) {
        // The other side may run in another process, where only its id is known.
        trips.put(Path.idOf(tenant, trip.with()), trip.times());
      }
      for (GuardedEndpoint other : own) {
        int times = each.endpoint().roundTrips(other.endpoint());
        if (times > 0) {
          trips.put(other.id(), times);
        }
      }
      each.roundTrips(trips);
    }
  }

  /** A path in words for the tenant of an endpoint, which stands at its end. */
  String words(Path path, GuardedEndpoint last) {
    TenantId reader = last.endpoint().owner().tenant();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      GuardedEndpoint known = known(path.id(i));
      names.add(known == null ? "unknown " + Path.of(path.id(i)) : known.wordsFor(reader));
    }
    names.add(last.words());
    String text = String.join(" → ", names);
    return path.full() ? text + " (longer than " + Path.LONGEST + " entries)" : text;
  }

  boolean isBlind() {
    return blind;
  }

  LongSupplier clock() {
    return clock;
  }

  TrialPermit trials() {
    return trials;
  }

  /** Looks for a payload that came in without a path; null when no downlink wrote it. */
  ReturnTable.Return reads(byte[] value) {
    return written ? returns.read(value, clock) : null;
  }

  /** Notes a payload that a downlink is about to write, at this time by {@link #clock}. */
  void writes(int downlink, byte[] value, long now) {
    if (watched) {
      returns.wrote(downlink, value, now);
    }
  }

  /** By path id; null when it is not of this process. */
  GuardedEndpoint known(long pathId) {
    return byPathId.get(pathId);
  }

  /** By number; null when it is gone. */
  GuardedEndpoint numbered(int number) {
    return byNumber.get(number);
  }
}

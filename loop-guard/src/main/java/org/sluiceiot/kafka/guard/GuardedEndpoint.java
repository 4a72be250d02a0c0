package org.sluiceiot.kafka.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.GuardCounters.Kind;
import org.sluiceiot.kafka.guard.breaker.Breaker;
import org.sluiceiot.kafka.guard.breaker.Hold;
import org.sluiceiot.kafka.guard.breaker.Writer;
import org.sluiceiot.kafka.guard.path.Path;
import org.sluiceiot.kafka.guard.path.SigningKeys;

/**
 * An uplink or downlink that the guard looks after: what an engine asks before it reads and writes.
 * Safe for any thread; nothing blocks.
 */
public final class GuardedEndpoint implements AutoCloseable, Writer {
  private final LoopGuard guard;
  private final Endpoint endpoint;
  private final Consumer<Verdict> onVerdict;
  private final long id;
  private final int number;
  private final SigningKeys keys;
  private final GuardCounters counters;
  private final LoopEvents loopEvents;
  private final PathLimits limits;
  private final Breaker breaker;
  private final ConsumedPaths consumed;
  private final SentPaths sent;
  private volatile String clusterId = "";
  private volatile Verdict verdict = Verdict.PENDING;
  private volatile List<Writer> downstream = List.of();

  GuardedEndpoint(LoopGuard guard, int number, Endpoint endpoint, Consumer<Verdict> onVerdict) {
    this.guard = guard;
    this.number = number;
    this.endpoint = endpoint;
    this.onVerdict = onVerdict;
    this.id = Path.idOf(endpoint.owner());
    GuardSettings settings = LoopSettings.of(endpoint.host()).loopGuard();
    this.keys = settings.keys();
    this.counters = new GuardCounters(endpoint.observer());
    this.loopEvents = new LoopEvents(endpoint, guard.clock());
    this.limits = new PathLimits(id);
    boolean watched = settings.breaker() && endpoint.direction() == Direction.UPLINK;
    this.breaker = watched ? breaker(settings) : null;
    this.consumed = new ConsumedPaths(guard, this, limits, counters, breaker);
    this.sent = new SentPaths(guard, this, limits, counters);
  }

  private Breaker breaker(GuardSettings settings) {
    return new Breaker(
        guard.clock(),
        guard.trials(),
        endpoint.owner().tenant(),
        settings.coolDown(),
        () -> downstream,
        new BreakerEvents(endpoint, counters));
  }

  /**
   * Tells the id of the cluster that the endpoint is connected to, and decides; again after every
   * reconnect, since brokers can be replaced.
   *
   * @param clusterId null or empty when the cluster does not tell: the verdict stays as it is
   */
  public void clusterId(String clusterId) {
    if (clusterId != null && !clusterId.isEmpty()) {
      this.clusterId = clusterId;
      guard.clusterKnown(this);
    }
  }

  /** The present verdict. */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * Uplink: checks the paths of consumed records; a record may be checked again. Many at once cost
   * less each, since the processor fetches the memory of the next record while it checks this one.
   *
   * @param records left unchanged
   * @return one for each, in their order
   */
  public PathCheck[] checkConsumed(List<ConsumerRecord<byte[], byte[]>> records) {
    if (guard.isBlind()) {
      PathCheck[] unseen = new PathCheck[records.size()];
      Arrays.fill(unseen, PathCheck.UNSEEN);
      return unseen;
    }
    return consumed.check(records);
  }

  /**
   * Downlink: checks the path that a message came along and, unless it is a loop, writes the longer
   * one into the record's headers (any header of that name that is there already is replaced).
   *
   * @param metadata of the message; the path is its {@value PathCheck#PATH}
   * @param record about to be sent
   * @param now by the guard's clock, which is {@link System#nanoTime}
   */
  public PathCheck checkAndStamp(
      Map<String, String> metadata, ProducerRecord<byte[], byte[]> record, long now) {
    return guard.isBlind() ? PathCheck.UNSEEN : sent.check(metadata, record, now);
  }

  /**
   * Uplink: asked by the polling thread before every poll. While the answer says pause, all
   * partitions are paused and polling goes on.
   *
   * @param ends sum of the log end offsets of all assigned partitions, asked of the cluster; called
   *     during this call, seldom; when it fails for a passing reason a trial is given up,
   *     everything else it throws goes to the caller
   */
  public Hold hold(LongSupplier ends) {
    if (breaker == null) {
      return Hold.FLOW;
    }
    try {
      return breaker.hold(ends);
    } catch (RetriableException e) {
      breaker.reassigned();
      return breaker.state();
    }
  }

  /** Uplink: partitions were assigned or taken away; on the polling thread. */
  public void reassigned() {
    if (breaker != null) {
      breaker.reassigned();
    }
  }

  @Override
  public void close() {
    if (breaker != null) {
      breaker.close();
    }
    guard.remove(this);
  }

  @Override
  public long writes() {
    return counters.sum(Kind.PASSED) - counters.sum(Kind.LOOPS);
  }

  @Override
  public String words() {
    return endpoint.words();
  }

  /** Its name for a reader of this tenant; others learn only that it exists. */
  String wordsFor(TenantId reader) {
    return endpoint.owner().tenant().equals(reader)
        ? words()
        : "another tenant's " + endpoint.direction().name().toLowerCase(Locale.ROOT);
  }

  /** A record or message has come here once too often: counts it and tells the owner. */
  PathCheck loop(Path path) {
    counters.add(Kind.LOOPS);
    String words = guard.words(path, this);
    loopEvents.seen(words);
    return PathCheck.loop(path.append(id), words);
  }

  Endpoint endpoint() {
    return endpoint;
  }

  String clusterId() {
    return clusterId;
  }

  long id() {
    return id;
  }

  int number() {
    return number;
  }

  SigningKeys keys() {
    return keys;
  }

  GuardCounters counters() {
    return counters;
  }

  /** Whether it writes records. */
  boolean writesRecords() {
    return endpoint.direction() == Direction.DOWNLINK;
  }

  /** Whether it looks for what downlinks wrote. */
  boolean watches() {
    return breaker != null;
  }

  Hold held() {
    return breaker == null ? Hold.FLOW : breaker.state();
  }

  /**
   * @param trips how often a record may come back, by path id of the other side
   */
  void roundTrips(Map<Long, Integer> trips) {
    limits.roundTrips(trips);
  }

  /** Uplink: the downlinks that its data reaches by rule chains, except allowed round trips. */
  void downstream(List<Writer> reachable) {
    downstream = List.copyOf(reachable);
  }

  boolean feeds(Writer writer) {
    return downstream.contains(writer);
  }

  /** Whether the verdict changed. */
  boolean decide(Verdict decided) {
    boolean changed = !decided.equals(verdict);
    verdict = decided;
    return changed;
  }

  void tell() {
    onVerdict.accept(verdict);
  }
}

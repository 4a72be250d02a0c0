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
import org.apache.kafka.common.header.Header;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.GuardCounters.Kind;
import org.sluiceiot.kafka.guard.breaker.Breaker;
import org.sluiceiot.kafka.guard.breaker.Hold;
import org.sluiceiot.kafka.guard.breaker.ReturnTable;
import org.sluiceiot.kafka.guard.breaker.Writer;
import org.sluiceiot.kafka.guard.path.Origin;
import org.sluiceiot.kafka.guard.path.Path;
import org.sluiceiot.kafka.guard.path.PathHeader;
import org.sluiceiot.kafka.guard.path.SigningKeys;

/** An endpoint's place in the guard. Safe for any thread. */
public final class Registration implements AutoCloseable, Writer {
  private final LoopGuard guard;
  private final Endpoint endpoint;
  private final Consumer<Verdict> onVerdict;
  private final long id;
  private final int number;
  private final SigningKeys keys;
  private final GuardCounters counters;
  private final LoopEvents loopEvents;
  private final Breaker breaker;
  private final Passage first;
  private final Header firstHeader;
  private volatile Sent lastSent;
  private volatile String clusterId = "";
  private volatile Verdict verdict = Verdict.PENDING;
  private volatile Map<Long, Integer> roundTrips = Map.of();
  private volatile List<Writer> downstream = List.of();

  /** What a path became on its way out; the next message has mostly come the same way. */
  private record Sent(String path, Header header, Passage passage) {}

  Registration(LoopGuard guard, int number, Endpoint endpoint, Consumer<Verdict> onVerdict) {
    this.guard = guard;
    this.number = number;
    this.endpoint = endpoint;
    this.onVerdict = onVerdict;
    this.id = Path.idOf(endpoint.owner());
    GuardSettings settings = LoopSettings.of(endpoint.host()).loopGuard();
    this.keys = settings.keys();
    Path alone = Path.of(id);
    this.first = Passage.free(alone);
    this.firstHeader = PathHeader.of(alone, keys);
    this.counters = new GuardCounters(endpoint.observer());
    this.loopEvents = new LoopEvents(endpoint, guard.clock());
    boolean watched = settings.breaker() && endpoint.direction() == Direction.UPLINK;
    this.breaker =
        watched
            ? new Breaker(
                guard.clock(),
                guard.trials(),
                endpoint.owner().tenant(),
                settings.coolDown(),
                () -> downstream,
                new BreakerEvents(endpoint, counters))
            : null;
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
   * Uplink: checks the paths of consumed records; once or more per record. Many at once cost less
   * each: while the memory brings what is known of one, the next is looked at.
   *
   * @param records left unchanged
   * @return one for each, in their order
   */
  public Passage[] ingest(List<ConsumerRecord<byte[], byte[]>> records) {
    Passage[] passages = new Passage[records.size()];
    if (guard.isBlind()) {
      Arrays.fill(passages, Passage.UNSEEN);
      return passages;
    }
    counters.passed(passages.length);
    int unseen = 0;
    for (int i = 0; i < passages.length; i++) {
      ConsumerRecord<byte[], byte[]> record = records.get(i);
      Origin origin = PathHeader.read(record.headers(), keys);
      count(origin);
      Path path = origin.path();
      int been = path.count(id);
      if (loops(path, been)) {
        passages[i] = loop(path);
      } else {
        passages[i] = path.size() == 0 ? first : Passage.free(path.append(id));
        if (breaker != null && been == 0) {
          unseen++;
          watch(record.value(), path);
        }
      }
    }
    if (unseen > 0) {
      breaker.ingested(unseen);
    }
    return passages;
  }

  private void watch(byte[] value, Path path) {
    Registration writer;
    int times = 1;
    long lag = 0;
    if (path.size() == 0) {
      ReturnTable.Return back = guard.reads(value);
      writer = back == null ? null : guard.numbered(back.writer());
      if (writer != null) {
        times = back.times();
        lag = back.lag();
      }
    } else {
      // A path that lacks this uplink though its writer is fed by it: a script lost the metadata.
      writer = guard.known(path.id(path.size() - 1));
      writer = writer != null && downstream.contains(writer) ? writer : null;
    }
    if (writer != null && !roundTrips.containsKey(writer.id)) {
      counters.add(Kind.RETURNS);
      breaker.returned(writer, times, lag);
    }
  }

  /**
   * Downlink: checks the path that a message came along and, unless it is a loop, writes the longer
   * one into the record's headers (any header of that name that is there already is replaced).
   *
   * @param metadata of the message; the path is its {@value Passage#PATH}
   * @param record about to be sent
   * @param now by the guard's clock, which is {@link System#nanoTime}
   */
  public Passage send(
      Map<String, String> metadata, ProducerRecord<byte[], byte[]> record, long now) {
    if (guard.isBlind()) {
      return Passage.UNSEEN;
    }
    counters.passed(1);
    String path = metadata.get(Passage.PATH);
    if (path == null) {
      // By far the most messages begin here, and all of them with the same header.
      PathHeader.write(firstHeader, record.headers());
      guard.writes(number, record.value(), now);
      return first;
    }
    Sent known = lastSent;
    if (known == null || !known.path().equals(path)) {
      Path before = Path.parse(path);
      if (before == null) {
        counters.add(Kind.GARBLED);
        before = Path.EMPTY;
      }
      int been = before.count(id);
      if (loops(before, been)) {
        return loop(before);
      }
      Path after = before.append(id);
      Passage passage = Passage.free(after);
      known = new Sent(path, PathHeader.of(after, keys), passage);
      if (been == 0 && before.size() > 0) {
        // Whether others may pass can change, and garbled ones are counted each time.
        lastSent = known;
      }
    }
    PathHeader.write(known.header(), record.headers());
    guard.writes(number, record.value(), now);
    return known.passage();
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

  private boolean loops(Path path, int been) {
    return path.full() || been > 0 && been > allowed(path);
  }

  private Passage loop(Path path) {
    counters.add(Kind.LOOPS);
    String words = guard.words(path, this);
    loopEvents.seen(words);
    return Passage.loop(path.append(id), words);
  }

  /** How often the record may come back, given with whom round trips are allowed. */
  private int allowed(Path path) {
    int most = 0;
    for (Map.Entry<Long, Integer> trip : roundTrips.entrySet()) {
      if (path.count(trip.getKey()) > 0) {
        most = Math.max(most, trip.getValue());
      }
    }
    return most;
  }

  private void count(Origin origin) {
    switch (origin.kind()) {
      case FORGED -> counters.add(Kind.FORGED);
      case GARBLED -> counters.add(Kind.GARBLED);
      default -> {
        // Nothing to count.
      }
    }
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
   * @param trips by path id of the other side
   */
  void roundTrips(Map<Long, Integer> trips) {
    roundTrips = Map.copyOf(trips);
  }

  void downstream(List<Writer> reachable) {
    downstream = List.copyOf(reachable);
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

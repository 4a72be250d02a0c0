package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.downlink.send.Settling.Settled;

/**
 * One node's way into a shared producer. Takes records in order and never blocks: a record goes
 * straight to the producer when nothing of its topic waits and the producer takes it at once;
 * otherwise it waits, and the producer's own thread hands it over later, helped by the callers once
 * the producer takes records again. Safe for any thread.
 */
public final class Outlet {
  private static final RareLog LOG = new RareLog(LoggerFactory.getLogger(Outlet.class));
  private static final int DRAIN_AT_ONCE = 64;

  private final SharedProducer link;
  private final Limits limits;
  private final Patience patience;
  private final OutletListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Lanes lanes = new Lanes();
  private final Map<String, Integer> turns = new HashMap<>();
  private final Outstanding outstanding = new Outstanding();
  private final Tally tally = new Tally();
  private volatile boolean open;
  private volatile String refusal;
  private volatile boolean closed;
  private volatile long closeDeadline;
  private final MissingTopics missing = new MissingTopics();
  private String announced;
  private volatile ProducerStatus toldStatus = ProducerStatus.CONNECTING;
  private String toldTopics = "";

  Outlet(SharedProducer link, Limits limits, OutletListener listener) {
    this.link = link;
    this.limits = limits;
    this.patience = new Patience(link, limits);
    this.listener = listener;
  }

  /** Records taken and without an outcome. */
  public long records() {
    return tally.records();
  }

  /** Bytes of the records taken and without an outcome. */
  public long bytes() {
    return tally.bytes();
  }

  /** Records that wait for the producer. */
  public long queued() {
    lock.lock();
    try {
      return lanes.size();
    } finally {
      lock.unlock();
    }
  }

  /** Records with the producer. */
  public long inFlight() {
    lock.lock();
    try {
      return sent();
    } finally {
      lock.unlock();
    }
  }

  /** How often the shared producer has sent a record again. */
  public double retried() {
    return link.retried();
  }

  /** Whether brokers answer, as far as known. */
  public boolean isConnected() {
    return toldStatus.kind() == ProducerStatus.Kind.CONNECTED;
  }

  /** Whether records pass. */
  public boolean isOpen() {
    return open;
  }

  /** Lets records pass; at first they are held back. */
  public void open() {
    refusal = null;
    open = true;
    link.wake();
  }

  /** Holds records back until it is opened or refused. */
  public void hold() {
    open = false;
  }

  /** Fails everything that waits or comes, until it is opened. */
  public void refuse(String text) {
    open = false;
    refusal = text;
    failWaiting(FailureClass.REFUSED, text);
  }

  /**
   * Takes a record; every outcome, also a refusal, is told to the record.
   *
   * @param now in {@link System#nanoTime}; what the record's patience counts from
   */
  public void offer(Outgoing record, long now) {
    Settling settling = new Settling();
    boolean wake;
    lock.lock();
    try {
      wake = take(record, now, settling);
    } catch (Throwable e) {
      // Broad: whatever happens to a record that was offered, it gets an outcome, and only one.
      wake = true;
      if (finish(record)) {
        settling.refused(record, FailureClass.REJECTED, "not sent because of " + Errors.words(e));
      }
      LOG.error("a record could not be taken", e);
    } finally {
      lock.unlock();
      settling.tell(listener);
    }
    if (wake) {
      link.wake();
    }
  }

  /** Whether the record has to wait for the producer's thread. */
  private boolean take(Outgoing record, long now, Settling settling) {
    record.accepted(this, now);
    if (closed) {
      return refuse(record, FailureClass.CLOSED, "the node is stopped", settling);
    }
    String refused = refusal;
    if (refused != null) {
      return refuse(record, FailureClass.REFUSED, refused, settling);
    }
    if (!makeRoom(record, settling)) {
      String text =
          "the queue is full: %d messages, %d bytes without an outcome"
              .formatted(tally.records(), tally.bytes());
      return refuse(record, FailureClass.OVERFLOW, text, settling);
    }
    long live = tally.take(record.size());
    record.counted();
    outstanding.add(record, live);
    String topic = record.payload().topic();
    if (lanes.hasWaiting(topic)) {
      return lanes.join(topic, record, first -> handOver(first, now, settling));
    }
    Exception refusal = handOver(record, now, settling);
    if (refusal != null) {
      lanes.begin(topic, record, refusal);
    }
    return refusal != null;
  }

  private boolean refuse(Outgoing record, FailureClass kind, String text, Settling settling) {
    if (finish(record)) {
      settling.refused(record, kind, text);
    }
    return false;
  }

  private boolean makeRoom(Outgoing record, Settling settling) {
    while (!tally.hasRoom(limits, record.size())) {
      Outgoing dropped = limits.dropOldest() ? lanes.pollOldest() : null;
      if (dropped == null) {
        return false;
      }
      if (finish(dropped)) {
        settling.dropped(dropped);
      }
    }
    return true;
  }

  /**
   * Tries to give a record to the producer.
   *
   * @return null when it needs no more care; otherwise why it has to wait
   */
  private Exception handOver(Outgoing record, long now, Settling settling) {
    try {
      return give(record, now, settling);
    } catch (Throwable e) {
      // Broad: a record that was taken out of its lane must not be left without an outcome.
      if (finish(record)) {
        settling.refused(record, FailureClass.REJECTED, "not sent because of " + Errors.words(e));
      }
      LOG.error("a record could not be handed over", e);
      return null;
    }
  }

  private Exception give(Outgoing record, long now, Settling settling) {
    Producer<byte[], byte[]> producer = open ? link.producer() : null;
    if (producer == null || !hasWindow()) {
      return NotYet.INSTANCE;
    }
    record.sentAt(now);
    Exception refusal = record.handOver(producer, link.firsts());
    if (refusal == null) {
      if (record.answeredAtOnce() && finish(record)) {
        settling.acknowledged(record, record.answer());
      }
      return null;
    }
    FailureClass kind = Failures.classify(refusal);
    if (kind == FailureClass.TOPIC_UNKNOWN) {
      missing.missing(record.payload().topic(), now);
    }
    if (Failures.worthWaiting(refusal)) {
      return refusal;
    }
    if (finish(record)) {
      settling.failed(record, kind, refusal);
    }
    return null;
  }

  /** Whether the record that is being handed over may be with the producer besides the others. */
  private boolean hasWindow() {
    return limits.window() == Integer.MAX_VALUE || sent() <= limits.window();
  }

  /** Records that do not wait; under the lock. */
  private long sent() {
    return tally.records() - lanes.size();
  }

  /** The next partition when partitions take turns; under the lock. */
  int turn(String topic, int count) {
    return turns.merge(topic, 0, (last, zero) -> last + 1 < count ? last + 1 : 0) % count;
  }

  /** The client's answer; on its I/O thread. */
  void completed(Outgoing record, RecordMetadata metadata, Exception error) {
    if (!finish(record)) {
      HostCode.run(listener::late);
      return;
    }
    if (error == null) {
      link.progressed();
      missing.written(record.payload().topic());
      Settled.acknowledged(record, metadata);
    } else {
      FailureClass kind = Failures.classify(error);
      if (kind == FailureClass.TOPIC_UNKNOWN) {
        missing.missing(record.payload().topic(), System.nanoTime());
      }
      Settled.failed(record, kind, error);
    }
    link.wakeIfWaiting();
  }

  private boolean finish(Outgoing record) {
    if (!record.finish()) {
      return false;
    }
    if (record.isCounted()) {
      tally.end(record.size());
    }
    return true;
  }

  /**
   * Hands over what waits; on the producer's thread.
   *
   * @return whether anything moved
   */
  boolean drain() {
    boolean moved = false;
    boolean more = true;
    while (more) {
      if (lock.hasQueuedThreads()) {
        // A caller waits for the lock, which is not fair: let it have it.
        LockSupport.parkNanos(20_000);
      }
      Settling settling = new Settling();
      lock.lock();
      try {
        more = drainSome(settling);
      } finally {
        lock.unlock();
        settling.tell(listener);
      }
      moved |= more;
    }
    return moved;
  }

  private boolean drainSome(Settling settling) {
    Lanes.HandOver handOver = record -> handOver(record, System.nanoTime(), settling);
    return lanes.drain(DRAIN_AT_ONCE, handOver) < DRAIN_AT_ONCE;
  }

  /**
   * Ends what waited too long; on the producer's thread, several times a second.
   *
   * @return whether the client left a record without an answer
   */
  boolean expire(long now) {
    Settling settling = new Settling();
    boolean dead;
    lock.lock();
    try {
      expireWaiting(now, settling);
      dead = expireSent(now, settling);
    } finally {
      lock.unlock();
    }
    settling.tell(listener);
    return dead;
  }

  private void expireWaiting(long now, Settling settling) {
    lanes.expire(
        patience,
        now,
        (lane, record) -> {
          if (finish(record)) {
            settling.failed(record, patience.kind(lane), patience.cause(lane));
          }
        });
  }

  private boolean expireSent(long now, Settling settling) {
    List<Outgoing> overdue = outstanding.overdue(now, limits.answerWait().toNanos());
    for (Outgoing record : overdue) {
      if (finish(record)) {
        String text = "no answer from the client within " + limits.answerWait().toMillis() + " ms";
        settling.failed(record, FailureClass.TIMEOUT, new SendException(text, null));
      }
    }
    return !overdue.isEmpty();
  }

  /** Fails what the producer has: it will not answer. */
  void abandonSent(String text) {
    Settling settling = new Settling();
    lock.lock();
    try {
      for (Outgoing record : outstanding.overdue(System.nanoTime(), -1)) {
        if (finish(record)) {
          settling.refused(record, FailureClass.TIMEOUT, text);
        }
      }
    } finally {
      lock.unlock();
    }
    settling.tell(listener);
  }

  /** Stops taking records; what was taken is sent within the time given, or fails. At once. */
  public void close(Duration within) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closeDeadline = System.nanoTime() + within.toNanos();
      closed = true;
    } finally {
      lock.unlock();
    }
    link.wake();
  }

  private void failWaiting(FailureClass kind, String text) {
    Settling settling = new Settling();
    lock.lock();
    try {
      for (Outgoing record : lanes.clear()) {
        if (finish(record)) {
          settling.refused(record, kind, text);
        }
      }
    } finally {
      lock.unlock();
    }
    settling.tell(listener);
  }

  /** Whether the outlet has ended; on the producer's thread. */
  boolean tryEnd(long now) {
    if (!closed || (tally.records() > 0 && now - closeDeadline < 0)) {
      return false;
    }
    failWaiting(FailureClass.CLOSED, "the node was stopped before this could be sent");
    Settling settling = new Settling();
    lock.lock();
    try {
      for (Outgoing record : outstanding.drain()) {
        if (finish(record)) {
          String text = "the node was stopped before the broker acknowledged";
          settling.refused(record, FailureClass.CLOSED, text);
        }
      }
    } finally {
      lock.unlock();
    }
    settling.tell(listener);
    return true;
  }

  /** Tells which cluster the producer is of, when that is news; on the producer's thread. */
  void announce(String clusterId) {
    if (!clusterId.equals(announced)) {
      announced = clusterId;
      HostCode.run(() -> listener.cluster(clusterId));
    }
  }

  /** Tells how the producer is doing, when that is news; on the producer's thread. */
  void tellStatus(ProducerStatus status) {
    if (!status.equals(toldStatus)) {
      toldStatus = status;
      HostCode.run(() -> listener.status(status));
    }
  }

  /** Looks at what is to be looked at from time to time; on the producer's thread. */
  void tick(Producer<byte[], byte[]> producer, long now) {
    String topics = missing.check(producer, now);
    if (!topics.equals(toldTopics)) {
      toldTopics = topics;
      HostCode.run(() -> listener.topics(topics));
    }
    HostCode.run(listener::tick);
  }

  /** The next producer is announced again, also when it is of the same cluster. */
  void forgetCluster() {
    announced = null;
  }

  OutletListener listener() {
    return listener;
  }

  /** How long the producer has had the oldest record, in nanoseconds; 0 when it has none. */
  long oldestSent(long now) {
    lock.lock();
    try {
      return outstanding.oldestSent(now);
    } finally {
      lock.unlock();
    }
  }
}

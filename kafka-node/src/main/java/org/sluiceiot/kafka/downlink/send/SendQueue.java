package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.LoggerFactory;

/**
 * One node's records on their way into a shared producer. Takes them in order and never blocks: a
 * record goes straight to the client when nothing of its topic waits and the client takes it at
 * once; otherwise it waits, and the producer's thread hands it over later, helped by the callers
 * once the client takes records again.
 *
 * <p>A record comes in by {@link #offer} and ends by {@link RecordState#end} in one of two ways:
 * the client answers ({@link #answered}), or it is given up under the lock ({@link #fail}).
 *
 * <p>Safe for any thread: callers of the node, the client's I/O thread ({@link #answered}, which
 * takes no lock), and the producer's thread for all methods that say so. The lock guards the
 * waiting topics, the unacknowledged records and the call of send. Under it only the client's send
 * and partitionsFor are called, which do not wait; outcomes found under it are told after it.
 */
public final class SendQueue {
  private static final RareLog LOG = new RareLog(LoggerFactory.getLogger(SendQueue.class));
  private static final int HANDED_OVER_AT_ONCE = 64;

  private final SharedProducer producer;
  private final QueueLimits limits;
  private final WaitLimits waitLimits;
  private final SendQueueListener listener;
  private final QueueReports reports;
  private final ReentrantLock lock = new ReentrantLock();
  private final TopicQueues waiting = new TopicQueues();
  private final ProducerCall call = new ProducerCall();
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private final InFlightCount count = new InFlightCount();
  private volatile boolean open;
  private volatile String refusal;
  private volatile boolean closed;
  private volatile long closeDeadline;

  SendQueue(SharedProducer producer, QueueLimits limits, SendQueueListener listener) {
    this.producer = producer;
    this.limits = limits;
    this.listener = listener;
    waitLimits = new WaitLimits(producer, limits);
    reports = new QueueReports(listener);
  }

  private DeferredOutcomes locked() {
    return new DeferredOutcomes(lock, listener);
  }

  /** Records taken and without an outcome. */
  public long records() {
    return count.records();
  }

  /** Bytes of the records taken and without an outcome. */
  public long bytes() {
    return count.bytes();
  }

  /** Records that wait for the client. */
  public long queued() {
    return read(waiting::size);
  }

  /** Records that the client has. */
  public long inFlight() {
    return read(this::sent);
  }

  private long read(LongSupplier value) {
    lock.lock();
    try {
      return value.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  /** How often the shared producer has sent a record again. */
  public double retried() {
    return producer.retried();
  }

  /** Whether brokers answer, as far as known. */
  public boolean isConnected() {
    return reports.isConnected();
  }

  /** Whether records pass. */
  public boolean isOpen() {
    return open;
  }

  /** Lets records pass; at first they are held back. */
  public void open() {
    refusal = null;
    open = true;
    producer.wake();
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
   * Takes a record, which gets its outcome from here on, also a refusal. Never throws.
   *
   * @param now in {@link System#nanoTime}; how long the record may wait counts from there
   */
  public void offer(PendingRecord record, long now) {
    boolean waits = true;
    record.offered(this, now);
    try (DeferredOutcomes outcomes = locked()) {
      waits = take(record, now, outcomes);
    }
    if (waits) {
      producer.wake();
    }
  }

  /** Whether records have to wait for the producer's thread. */
  private boolean take(PendingRecord record, long now, DeferredOutcomes outcomes) {
    try {
      if (!admit(record, outcomes)) {
        return false;
      }
      String topic = record.payload().topic();
      if (waiting.has(topic)) {
        return waiting.join(topic, record, first -> handOver(first, now, outcomes));
      }
      Exception refused = handOver(record, now, outcomes);
      if (refused != null) {
        waiting.begin(topic, record, refused);
      }
      return refused != null;
    } catch (Throwable e) {
      // Broad: whatever happens to a record that was offered, it gets an outcome, and only one.
      fail(record, e, outcomes);
      return true;
    }
  }

  private boolean admit(PendingRecord record, DeferredOutcomes outcomes) {
    String refused = refusal;
    if (closed) {
      fail(record, FailureClass.CLOSED, "the node is stopped", outcomes);
    } else if (refused != null) {
      fail(record, FailureClass.REFUSED, refused, outcomes);
    } else if (!makeRoom(record, outcomes)) {
      String text = "the queue is full: %d messages, %d bytes without an outcome";
      fail(record, FailureClass.OVERFLOW, text.formatted(records(), bytes()), outcomes);
    } else {
      long live = count.take(record.size());
      record.taken();
      unacknowledged.add(record, live);
      return true;
    }
    return false;
  }

  private boolean makeRoom(PendingRecord record, DeferredOutcomes outcomes) {
    while (!count.hasRoom(limits, record.size())) {
      PendingRecord oldest = limits.dropOldest() ? waiting.pollOldest() : null;
      if (oldest == null) {
        return false;
      }
      outcomes.dropped();
      fail(oldest, FailureClass.OVERFLOW, "dropped to make room for newer messages", outcomes);
    }
    return true;
  }

  /**
   * Tries to give a record to the client; under the lock. Never throws.
   *
   * @return null when it needs no more care; otherwise why it has to wait
   */
  private Exception handOver(PendingRecord record, long now, DeferredOutcomes outcomes) {
    try {
      Producer<byte[], byte[]> client = open ? producer.producer() : null;
      if (client == null || !hasWindow()) {
        return NotYet.INSTANCE;
      }
      record.sentNanos(now);
      Exception refused = call.send(record, client, producer.firsts());
      if (refused == null) {
        RecordMetadata metadata = call.acknowledged();
        if (metadata != null && end(record)) {
          outcomes.acknowledged(record, metadata);
        }
        return null;
      }
      FailureClass kind = reports.failed(record.payload().topic(), refused, now);
      return KafkaErrors.mayPass(refused, kind) ? refused : fail(record, kind, refused, outcomes);
    } catch (Throwable e) {
      // Broad: a record that was taken out of its topic's queue must not be left without outcome.
      return fail(record, e, outcomes);
    }
  }

  /** Whether the record that is being handed over may be with the client besides the others. */
  private boolean hasWindow() {
    return limits.window() == Integer.MAX_VALUE || sent() <= limits.window();
  }

  /** Records that do not wait; under the lock. */
  private long sent() {
    return count.records() - waiting.size();
  }

  /** The client's answer: on its I/O thread without a lock, or from within send, under the lock. */
  void answered(PendingRecord record, RecordMetadata metadata, Exception error) {
    if (call.isAnswer(record, metadata, error)) {
      return;
    }
    if (!end(record)) {
      HostCode.run(listener::late);
      return;
    }
    if (error == null) {
      producer.progressed();
      reports.written(metadata.topic());
      record.tellAcknowledged(metadata);
    } else {
      String topic = record.payload().topic();
      record.tellFailed(reports.failed(topic, error, System.nanoTime()), error);
    }
    producer.wakeIfWaiting();
  }

  /** The one way in which a record ends; whoever ended it tells its outcome. */
  private boolean end(PendingRecord record) {
    if (!record.end()) {
      return false;
    }
    if (record.isCounted()) {
      count.end(record.size());
    }
    return true;
  }

  /** Gives a record up; under the lock. Null, as an answer of {@link #handOver}. */
  private Exception fail(
      PendingRecord record, FailureClass kind, Throwable cause, DeferredOutcomes outcomes) {
    if (end(record)) {
      outcomes.failed(record, kind, cause);
    }
    return null;
  }

  private void fail(
      PendingRecord record, FailureClass kind, String text, DeferredOutcomes outcomes) {
    fail(record, kind, new SendException(text, null), outcomes);
  }

  private Exception fail(PendingRecord record, Throwable e, DeferredOutcomes outcomes) {
    LOG.error("a record could not be sent", e);
    SendException cause = new SendException("not sent because of " + ErrorWords.of(e), e);
    return fail(record, FailureClass.REJECTED, cause, outcomes);
  }

  private void failWaiting(FailureClass kind, String text) {
    try (DeferredOutcomes outcomes = locked()) {
      waiting.clear().forEach(record -> fail(record, kind, text, outcomes));
    }
  }

  /** Hands over what waits; on the producer's thread. */
  void drain() {
    boolean more = true;
    while (more) {
      if (lock.hasQueuedThreads()) {
        // A caller waits for the lock, which is not fair: let it have it.
        LockSupport.parkNanos(20_000);
      }
      try (DeferredOutcomes outcomes = locked()) {
        int left =
            waiting.drain(
                HANDED_OVER_AT_ONCE, record -> handOver(record, System.nanoTime(), outcomes));
        more = left < HANDED_OVER_AT_ONCE;
      }
    }
  }

  /**
   * Ends what waited too long; on the producer's thread, several times a second.
   *
   * @return whether the client left a record without an answer
   */
  boolean expire(long now) {
    try (DeferredOutcomes outcomes = locked()) {
      waiting.expire(
          waitLimits,
          now,
          (topic, record) ->
              fail(record, waitLimits.kind(topic), waitLimits.cause(topic), outcomes));
      List<PendingRecord> overdue = unacknowledged.overdue(now, limits.answerWait().toNanos());
      String text = "no answer from the client within " + limits.answerWait().toMillis() + " ms";
      overdue.forEach(record -> fail(record, FailureClass.TIMEOUT, text, outcomes));
      return !overdue.isEmpty();
    }
  }

  /** Fails what the client has: it will not answer. On the producer's thread. */
  void abandonSent(String text) {
    try (DeferredOutcomes outcomes = locked()) {
      unacknowledged
          .overdue(System.nanoTime(), -1)
          .forEach(record -> fail(record, FailureClass.TIMEOUT, text, outcomes));
    }
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
    producer.wake();
  }

  /** Whether the queue has ended; on the producer's thread. */
  boolean tryEnd(long now) {
    if (!closed || (count.records() > 0 && now - closeDeadline < 0)) {
      return false;
    }
    failWaiting(FailureClass.CLOSED, "the node was stopped before this could be sent");
    try (DeferredOutcomes outcomes = locked()) {
      String text = "the node was stopped before the broker acknowledged";
      unacknowledged.drain().forEach(record -> fail(record, FailureClass.CLOSED, text, outcomes));
    }
    return true;
  }

  /** What the node is told. */
  QueueReports reports() {
    return reports;
  }

  /** How long the client has had the oldest record, in nanoseconds; 0 when it has none. */
  long oldestSent(long now) {
    return read(() -> unacknowledged.oldestSent(now));
  }
}

package org.sluiceiot.kafka.downlink.send;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;

/**
 * One record on its way to a broker. Exactly one of {@link #acknowledged} and {@link #failed} is
 * called, once, on any thread, with no lock of this package held.
 */
public abstract class Outgoing implements Callback {
  static final int WAITING = 0;
  static final int SENT = 1;
  static final int DONE = 2;

  private static final AtomicIntegerFieldUpdater<Outgoing> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Outgoing.class, "state");

  private ProducerRecord<byte[], byte[]> payload;
  private int route;
  private final int size;
  private volatile int state;
  private Outlet outlet;
  private long acceptedNanos;
  private long sentNanos;

  /** Set while send runs: a callback on the same thread is an answer of send itself. */
  private Thread handing;

  /** Set while it is the first record of its partition. */
  private FirstWrites.Trial trial;

  private boolean counted;
  private boolean answered;
  private RecordMetadata answer;
  private Exception refusal;

  /**
   * @param route a partition, or a constant of {@link Route}
   * @param size bytes that count towards the node's limits
   */
  protected Outgoing(ProducerRecord<byte[], byte[]> payload, int route, int size) {
    this.payload = payload;
    this.route = route;
    this.size = size;
  }

  /** The broker has the record. */
  protected abstract void acknowledged(RecordMetadata metadata);

  /** The record was given up. */
  protected abstract void failed(FailureClass kind, Throwable cause);

  /**
   * How long it may wait for the producer, in nanoseconds; negative: as long as the outlet says.
   */
  protected long patienceNanos() {
    return -1;
  }

  /** The record; null once it has its outcome. */
  public final ProducerRecord<byte[], byte[]> payload() {
    return payload;
  }

  /** Bytes that count towards the node's limits. */
  public final int size() {
    return size;
  }

  /** When the node took it, in {@link System#nanoTime}. */
  public final long acceptedNanos() {
    return acceptedNanos;
  }

  @Override
  public final void onCompletion(RecordMetadata metadata, Exception exception) {
    endTrial(exception == null);
    if (handing == Thread.currentThread()) {
      answered = true;
      answer = metadata;
      refusal = exception;
    } else {
      outlet.completed(this, metadata, exception);
    }
  }

  void accepted(Outlet by, long nanos) {
    outlet = by;
    acceptedNanos = nanos;
  }

  /**
   * Gives the record to the producer.
   *
   * @param firsts of this producer
   * @return null when it is on its way; the reason otherwise
   */
  Exception handOver(Producer<byte[], byte[]> producer, FirstWrites firsts) {
    answered = false;
    refusal = null;
    // Whoever needs to see it takes the outlet's lock first, or is called by the producer.
    STATE.lazySet(this, SENT);
    handing = Thread.currentThread();
    try {
      producer.send(routed(producer, firsts), this);
    } catch (RuntimeException e) {
      // The client throws what it does not call back: closed, interrupted, wrong partition.
      endTrial(false);
      answered = true;
      refusal = e;
    } catch (Error e) {
      // Broad: also then the record needs an outcome. The client may have it all the same.
      endTrial(false);
      answered = true;
      refusal = new SendException("the Kafka client was hindered by " + Errors.words(e), e);
    } finally {
      handing = null;
    }
    if (answered && refusal != null) {
      state = WAITING;
    }
    return refusal;
  }

  private void endTrial(boolean acknowledged) {
    FirstWrites.Trial ended = trial;
    if (ended != null) {
      trial = null;
      ended.end(acknowledged);
    }
  }

  private ProducerRecord<byte[], byte[]> routed(
      Producer<byte[], byte[]> producer, FirstWrites firsts) {
    String topic = payload.topic();
    FirstWrites.Partitions unwritten = firsts.of(topic);
    if (route == Route.BY_KEY && unwritten == null) {
      return payload;
    }
    int count = producer.partitionsFor(topic).size();
    int partition = partition(topic, count, unwritten);
    if (unwritten != null) {
      trial = unwritten.begin(partition, count);
    }
    return new ProducerRecord<>(
        topic, partition, payload.timestamp(), payload.key(), payload.value(), payload.headers());
  }

  private int partition(String topic, int count, FirstWrites.Partitions unwritten) {
    if (route >= count) {
      throw new WrongPartitionException(
          "topic '%s' has partitions 0 to %d, not %d".formatted(topic, count - 1, route));
    }
    if (route == Route.IN_TURN) {
      // It keeps its turn when it has to wait.
      route = outlet.turn(topic, count);
    }
    if (route >= 0) {
      return route;
    }
    // As Kafka's own partitioner does it.
    return payload.key() == null
        ? unwritten.any(count)
        : Utils.toPositive(Utils.murmur2(payload.key())) % count;
  }

  /** Whether send itself answered with success, as clients for tests do. */
  boolean answeredAtOnce() {
    return answered && refusal == null;
  }

  RecordMetadata answer() {
    return answer;
  }

  /** From now on it counts towards the outlet's limits, until it is finished. */
  void counted() {
    counted = true;
  }

  boolean isCounted() {
    return counted;
  }

  void sentAt(long nanos) {
    sentNanos = nanos;
  }

  long sentNanos() {
    return sentNanos;
  }

  boolean isWaiting() {
    return state == WAITING;
  }

  boolean isDone() {
    return state == DONE;
  }

  /**
   * @return whether this call ended it
   */
  boolean finish() {
    return STATE.getAndSet(this, DONE) != DONE;
  }

  /** Lets go of the record's memory; the entry itself may stay in a list for a while. */
  void release() {
    payload = null;
  }
}

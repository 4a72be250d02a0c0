package org.sluiceiot.kafka.downlink.send;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One record on its way to a broker, and what is to happen when it has its outcome. Exactly one of
 * {@link #acknowledged} and {@link #failed} is called, once, on any thread, with no lock of this
 * package held; what they throw is logged.
 */
public abstract class PendingRecord extends RecordState implements Callback {
  private ProducerRecord<byte[], byte[]> payload;
  private final int route;
  private final int size;
  private SendQueue queue;
  private long acceptedNanos;
  private long sentNanos;

  /** The partition that a record without one got by taking turns; it keeps it while it waits. */
  private int turn = -1;

  /** Set while it is the first record of its partition. */
  private FirstWrites.Trial trial;

  /**
   * @param route a partition, or a constant of {@link PartitionChoice}
   * @param size bytes that count towards the node's limits
   */
  protected PendingRecord(ProducerRecord<byte[], byte[]> payload, int route, int size) {
    this.payload = payload;
    this.route = route;
    this.size = size;
  }

  /** The broker has the record. */
  protected abstract void acknowledged(RecordMetadata metadata);

  /** The record was given up. */
  protected abstract void failed(FailureClass kind, Throwable cause);

  /**
   * How long it may wait for the producer, in nanoseconds; negative: as long as the queue says.
   * Asked under the queue's lock.
   */
  protected long maxWaitNanos() {
    return -1;
  }

  /** The record; null once it has its outcome. */
  public final ProducerRecord<byte[], byte[]> payload() {
    return payload;
  }

  /** When the node took it, in {@link System#nanoTime}. */
  public final long acceptedNanos() {
    return acceptedNanos;
  }

  /** Kafka's client answers: on its I/O thread, or on the one that calls its send. */
  @Override
  public final void onCompletion(RecordMetadata metadata, Exception error) {
    endTrial(error == null);
    queue.answered(this, metadata, error);
  }

  final void offered(SendQueue to, long nanos) {
    queue = to;
    acceptedNanos = nanos;
  }

  final int route() {
    return route;
  }

  final int size() {
    return size;
  }

  final int turn() {
    return turn;
  }

  final void turn(int partition) {
    turn = partition;
  }

  final long sentNanos() {
    return sentNanos;
  }

  final void sentNanos(long nanos) {
    sentNanos = nanos;
  }

  final void beginTrial(FirstWrites.Trial begun) {
    trial = begun;
  }

  final void endTrial(boolean acknowledged) {
    FirstWrites.Trial ended = trial;
    if (ended != null) {
      trial = null;
      ended.end(acknowledged);
    }
  }

  /** Tells the outcome; after {@link #end}, with no lock held. Never throws. */
  final void tellAcknowledged(RecordMetadata metadata) {
    try {
      acknowledged(metadata);
    } catch (Throwable e) {
      // Broad: the host's code runs here, and must not end the thread of all other records.
      HostCode.failed(e);
    }
    payload = null;
  }

  /** Tells the outcome; after {@link #end}, with no lock held. Never throws. */
  final void tellFailed(FailureClass kind, Throwable cause) {
    try {
      failed(kind, cause);
    } catch (Throwable e) {
      // Broad: the host's code runs here, and must not end the thread of all other records.
      HostCode.failed(e);
    }
    payload = null;
  }
}

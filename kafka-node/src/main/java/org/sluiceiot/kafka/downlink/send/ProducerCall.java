package org.sluiceiot.kafka.downlink.send;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;

/**
 * Calls the client's send for the records of one queue, one after the other, and keeps what send
 * itself answers apart from what the client answers later. Guarded by the queue's lock.
 */
final class ProducerCall {
  private final Map<String, Integer> turns = new HashMap<>();

  /** The thread that is in send; any thread may compare itself with it. */
  private Thread caller;

  private PendingRecord sending;
  private boolean answered;
  private RecordMetadata metadata;
  private Exception refusal;

  /**
   * Gives a record to the client.
   *
   * @param firsts of this client
   * @return null when the client has it; why it has not otherwise
   */
  Exception send(PendingRecord record, Producer<byte[], byte[]> producer, FirstWrites firsts) {
    answered = false;
    metadata = null;
    refusal = null;
    record.sent();
    sending = record;
    caller = Thread.currentThread();
    try {
      producer.send(routed(record, producer, firsts), record);
    } catch (RuntimeException e) {
      // The client throws what it does not call back: closed, interrupted, wrong partition.
      refusal = e;
    } catch (Error e) {
      // Broad: also then the record needs an outcome. The client may have it all the same.
      refusal = new SendException("the Kafka client was hindered by " + ErrorWords.of(e), e);
    } finally {
      caller = null;
      sending = null;
    }
    if (refusal != null) {
      record.endTrial(false);
      record.returned();
    }
    return refusal;
  }

  /** Whether this is an answer of send itself, on the thread that is in it; then it is kept. */
  boolean isAnswer(PendingRecord record, RecordMetadata written, Exception error) {
    if (caller != Thread.currentThread() || sending != record) {
      return false;
    }
    answered = true;
    metadata = written;
    refusal = error;
    return true;
  }

  /** What the last send acknowledged at once, as clients for tests do; null when it did not. */
  RecordMetadata acknowledged() {
    return answered && refusal == null ? metadata : null;
  }

  private ProducerRecord<byte[], byte[]> routed(
      PendingRecord record, Producer<byte[], byte[]> producer, FirstWrites firsts) {
    ProducerRecord<byte[], byte[]> payload = record.payload();
    FirstWrites.Partitions unwritten = firsts.of(payload.topic());
    if (record.route() == PartitionChoice.BY_KEY && unwritten == null) {
      return payload;
    }
    int count = producer.partitionsFor(payload.topic()).size();
    int partition = partition(record, count, unwritten);
    if (unwritten != null) {
      record.beginTrial(unwritten.begin(partition, count));
    }
    return new ProducerRecord<>(
        payload.topic(),
        partition,
        payload.timestamp(),
        payload.key(),
        payload.value(),
        payload.headers());
  }

  private int partition(PendingRecord record, int count, FirstWrites.Partitions unwritten) {
    int route = record.route();
    String topic = record.payload().topic();
    if (route >= count) {
      throw new WrongPartitionException(
          "topic '%s' has partitions 0 to %d, not %d".formatted(topic, count - 1, route));
    }
    if (route >= 0) {
      return route;
    }
    if (route == PartitionChoice.IN_TURN) {
      if (record.turn() < 0 || record.turn() >= count) {
        record.turn(turns.merge(topic, 0, (last, zero) -> last + 1 < count ? last + 1 : 0) % count);
      }
      return record.turn();
    }
    byte[] key = record.payload().key();
    // With a key, as Kafka's own partitioner does it.
    return key == null ? unwritten.any(count) : Utils.toPositive(Utils.murmur2(key)) % count;
  }
}

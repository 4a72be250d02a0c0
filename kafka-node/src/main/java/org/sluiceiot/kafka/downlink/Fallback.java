package org.sluiceiot.kafka.downlink;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.PartitionChoice;
import org.sluiceiot.kafka.downlink.send.PendingRecord;
import org.sluiceiot.kafka.downlink.send.SendQueue;

/** Sends what failed to another topic, unless the failure was ours to decide. */
final class Fallback {
  private static final Set<FailureClass> NEVER =
      EnumSet.of(FailureClass.CLOSED, FailureClass.REFUSED, FailureClass.OVERFLOW);

  private final SendQueue queue;
  private final String topic;

  Fallback(SendQueue queue, String topic) {
    this.queue = queue;
    this.topic = topic;
  }

  boolean takes(FailureClass kind) {
    return !NEVER.contains(kind);
  }

  /**
   * @param sent told when the other topic has the record
   * @param failed run when it was not sent there either
   */
  void send(ProducerRecord<byte[], byte[]> record, Consumer<RecordMetadata> sent, Runnable failed) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(topic, null, record.timestamp(), record.key(), record.value());
    record.headers().forEach(copy.headers()::add);
    int size = (copy.key() == null ? 0 : copy.key().length);
    size += (copy.value() == null ? 0 : copy.value().length);
    queue.offer(
        new PendingRecord(copy, PartitionChoice.BY_KEY, size) {
          @Override
          protected void acknowledged(RecordMetadata metadata) {
            sent.accept(metadata);
          }

          @Override
          protected void failed(FailureClass kind, Throwable cause) {
            failed.run();
          }
        },
        System.nanoTime());
  }
}

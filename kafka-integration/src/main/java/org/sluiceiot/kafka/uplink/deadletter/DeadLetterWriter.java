package org.sluiceiot.kafka.uplink.deadletter;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.connection.KafkaClients;

/**
 * Writes dead letters. Its producer and its one thread exist only once there is something to write;
 * callers never block. Bounded by the records that its caller has in flight.
 */
public final class DeadLetterWriter {
  static final int LARGEST = 32 << 20;

  private final String topic;
  private final KafkaClients clients;
  private final Owner owner;
  private final boolean create;
  private final ThreadPoolExecutor thread;
  private Producer<byte[], byte[]> producer;

  /**
   * @param create whether the topic may be created
   */
  public DeadLetterWriter(String topic, KafkaClients clients, Owner owner, boolean create) {
    this.topic = topic;
    this.clients = clients;
    this.owner = owner;
    this.create = create;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new Thread(work, "sluice-dead-letter-" + owner.id()));
    thread.allowCoreThreadTimeOut(true);
  }

  /** Where dead letters go. */
  public String topic() {
    return topic;
  }

  /**
   * Writes a record with its original key, value and headers and the error.
   *
   * @param done told once, on a thread of the writer or its producer: null when the broker has
   *     acknowledged it, else why it has not; must not block
   */
  public void write(
      ConsumerRecord<byte[], byte[]> record, DeadLetterCause cause, Consumer<Throwable> done) {
    try {
      thread.execute(() -> send(record, cause, done));
    } catch (RejectedExecutionException e) {
      done.accept(e); // closed: the record was not acknowledged and comes again
    }
  }

  private void send(
      ConsumerRecord<byte[], byte[]> record, DeadLetterCause cause, Consumer<Throwable> done) {
    try {
      producer(record.topic())
          .send(
              new ProducerRecord<>(
                  topic,
                  null,
                  record.timestamp() < 0 ? null : record.timestamp(),
                  record.key(),
                  record.value(),
                  ErrorHeaders.of(record, cause, owner)),
              (metadata, error) -> done.accept(error));
    } catch (Exception e) {
      // Clients throw many kinds here; each means that this record was not written.
      done.accept(e);
    }
  }

  private Producer<byte[], byte[]> producer(String source) throws Exception {
    if (producer == null) {
      DeadLetterTopic.ensure(topic, source, create, clients);
      producer =
          clients.producer(
              Map.of(
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                  30_000,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  10_000,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  10_000L,
                  ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                  LARGEST,
                  ProducerConfig.BUFFER_MEMORY_CONFIG,
                  (long) LARGEST));
    }
    return producer;
  }

  /** Ends the writer; blocks for at most so long. */
  public void close(Duration atMost) {
    try {
      thread.execute(
          () -> {
            if (producer != null) {
              producer.close(atMost);
            }
          });
      thread.shutdown();
      thread.awaitTermination(atMost.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return; // closed before
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

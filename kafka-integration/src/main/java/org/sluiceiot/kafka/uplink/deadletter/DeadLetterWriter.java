package org.sluiceiot.kafka.uplink.deadletter;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.connection.KafkaClients;

/**
 * Writes dead letters. Its producer and its one thread exist only once there is something to write;
 * callers never block. Bounded by the records that its caller has in flight.
 *
 * <p>The thread owns the producer: makes it, hands letters to it, throws it away after an error
 * that the client does not recover from by itself. Answers come on the producer's own thread; an
 * answer that does not come at all, because that thread has died, is given by {@link #lookAfter}.
 */
public final class DeadLetterWriter implements DeadLetterSink {
  static final int LARGEST = 32 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);
  private static final int DELIVERY_MILLIS = 30_000;
  private static final long BLOCK_MILLIS = 10_000;

  /** Longer than the client needs to give up, were it alive. */
  private static final Duration OVERDUE = Duration.ofSeconds(75);

  private final String topic;
  private final KafkaClients clients;
  private final Owner owner;
  private final boolean create;
  private final ThreadPoolExecutor thread;
  private final Set<Letter> open = ConcurrentHashMap.newKeySet();
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

  /** One letter until its answer, which is given once. */
  private final class Letter extends AtomicBoolean {
    private static final long serialVersionUID = 1L;
    private final transient ConsumerRecord<byte[], byte[]> record;
    private final transient DeadLetterCause cause;
    private final transient Consumer<Throwable> done;
    private final long since = System.nanoTime();

    Letter(ConsumerRecord<byte[], byte[]> record, DeadLetterCause cause, Consumer<Throwable> done) {
      this.record = record;
      this.cause = cause;
      this.done = done;
    }

    void answer(Throwable error) {
      if (compareAndSet(false, true)) {
        open.remove(this);
        done.accept(error == null ? null : DeadLetterErrors.told(error));
      }
    }

    ProducerRecord<byte[], byte[]> toSend(String omitted) {
      return new ProducerRecord<>(
          topic,
          null,
          record.timestamp() < 0 ? null : record.timestamp(),
          record.key(),
          omitted.isEmpty() ? record.value() : null,
          ErrorHeaders.of(record, cause, owner, omitted));
    }
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public void write(
      ConsumerRecord<byte[], byte[]> record, DeadLetterCause cause, Consumer<Throwable> done) {
    Letter letter = new Letter(record, cause, done);
    open.add(letter);
    onThread(letter, cause.omitted());
  }

  private void onThread(Letter letter, String omitted) {
    try {
      thread.execute(() -> send(letter, omitted));
    } catch (RejectedExecutionException e) {
      letter.answer(e); // closed: the record was not acknowledged and comes again
    }
  }

  private void send(Letter letter, String omitted) {
    try {
      producer(letter.record.topic())
          .send(letter.toSend(omitted), (metadata, error) -> answered(letter, omitted, error));
    } catch (Throwable e) {
      // Broad: clients throw many kinds here, errors too; each means that this was not written.
      answered(letter, omitted, e);
    }
  }

  private void answered(Letter letter, String omitted, Throwable error) {
    if (error instanceof RecordTooLargeException && omitted.isEmpty()) {
      // It would never fit, and its partition would wait for ever: what is known of it is kept,
      // with the place where the whole record stands.
      onThread(letter, "the record is larger than the dead letter topic takes");
      return;
    }
    if (error != null && !(error instanceof RetriableException)) {
      LOG.warn("dead letters of {}: the producer is made anew", owner.name(), error);
      discard();
    }
    letter.answer(error);
  }

  private void discard() {
    try {
      thread.execute(this::closeProducer);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed meanwhile", e);
    }
  }

  private void closeProducer() {
    Producer<byte[], byte[]> old = producer;
    producer = null;
    if (old != null) {
      old.close(Duration.ZERO);
    }
  }

  /**
   * Gives up letters whose answer is long overdue; called now and then by a thread of the owner.
   */
  public void lookAfter() {
    long now = System.nanoTime();
    for (Letter letter : open) {
      if (now - letter.since > OVERDUE.toNanos()) {
        discard();
        letter.answer(new DeadLetterException("the broker does not answer", null));
      }
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
                  // What came compressed may be larger, uncompressed, than its topic takes.
                  ProducerConfig.COMPRESSION_TYPE_CONFIG,
                  "gzip",
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                  DELIVERY_MILLIS,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  10_000,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  BLOCK_MILLIS,
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

package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The present Kafka client of a shared producer, and a watch on the client's own I/O thread: when
 * that thread dies of an error, the client takes records for ever and sends none. Reading the
 * client is safe for any thread; making and ending it is for the producer's thread.
 */
final class ProducerClient {
  private static final Logger LOG = LoggerFactory.getLogger(ProducerClient.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Clients clients;
  private final Runnable onDeath;
  private volatile Producer<byte[], byte[]> producer;
  private volatile FirstWrites firsts = new FirstWrites();
  private Thread ioThread;

  /** What ended the I/O thread of the present client. */
  private volatile Throwable death;

  /**
   * @param onDeath run on the dying I/O thread
   */
  ProducerClient(Clients clients, Runnable onDeath) {
    this.clients = clients;
    this.onDeath = onDeath;
  }

  /** Null while there is none. */
  Producer<byte[], byte[]> producer() {
    return producer;
  }

  /** Of the present client. */
  FirstWrites firsts() {
    return firsts;
  }

  /**
   * Makes a client; may block for some seconds.
   *
   * @throws RuntimeException it cannot be made now
   */
  void make() {
    Producer<byte[], byte[]> made = clients.producer();
    firsts = new FirstWrites();
    death = null;
    ioThread = ClientThreads.of(made);
    if (ioThread != null) {
      ioThread.setUncaughtExceptionHandler(this::died);
    }
    producer = made;
  }

  private void died(Thread thread, Throwable error) {
    death = error;
    HostCode.run(() -> LOG.error("the I/O thread of a Kafka client has died", error));
    onDeath.run();
  }

  /** Whether the client can never answer again. */
  boolean isDead() {
    return ioThread != null && !ioThread.isAlive();
  }

  /** What ended the I/O thread; null when it is not known. */
  Throwable death() {
    return death;
  }

  /** From now on there is no client; null when there was none. */
  Producer<byte[], byte[]> detach() {
    Producer<byte[], byte[]> detached = producer;
    producer = null;
    ioThread = null;
    return detached;
  }

  /** Blocks for at most five seconds; null is allowed. */
  static void close(Producer<byte[], byte[]> closing) {
    if (closing != null) {
      try {
        closing.close(CLOSE);
      } catch (KafkaException e) {
        LOG.warn("the Kafka producer did not close cleanly: {}", e.getMessage());
      }
    }
  }
}

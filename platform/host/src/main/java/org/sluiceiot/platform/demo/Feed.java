package org.sluiceiot.platform.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes readings to Kafka at a steady rate, on a thread of its own. */
final class Feed implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong values = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Map<String, Long> lastTime = new HashMap<>();
  private final KafkaProducer<String, byte[]> producer;
  private final String topic;
  private final Fleet fleet;
  private final Machine machine = new Machine();
  private final int rate;
  private final Thread thread;
  private volatile boolean stopped;

  Feed(String bootstrapServers, String topic, int devices, int rate) {
    this.topic = topic;
    this.rate = rate;
    this.fleet = new Fleet(devices);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "client.id", "demo-feed"),
            new StringSerializer(),
            new ByteArraySerializer());
    thread = new Thread(this::run, "demo-feed");
  }

  void start() {
    thread.start();
  }

  private void run() {
    long start = System.nanoTime();
    long simulated = 0;
    long seconds = 0;
    while (!stopped) {
      long elapsed = System.nanoTime() - start;
      if (elapsed >= seconds * SECOND) {
        machine.read().forEach(this::send);
        seconds++;
      }
      long due = (long) ((double) elapsed / SECOND * rate);
      while (simulated < due && !stopped) {
        send(fleet.read(System.currentTimeMillis()));
        simulated++;
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void send(Reading reading) {
    // A device's times must differ, or one reading would take another's place.
    long now = System.currentTimeMillis();
    long at = lastTime.merge(reading.device(), now, (last, wanted) -> Math.max(last + 1, wanted));
    byte[] value = json(reading, at);
    producer.send(
        new ProducerRecord<>(topic, null, at, reading.device(), value),
        (metadata, error) -> {
          if (error == null) {
            sent.incrementAndGet();
            values.addAndGet(reading.values().size());
          } else {
            failed.incrementAndGet();
          }
        });
  }

  private static byte[] json(Reading reading, long at) {
    try {
      return JSON.writeValueAsBytes(
          Map.of(
              "device", reading.device(),
              "type", reading.type(),
              "ts", at,
              "telemetry", reading.values()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts are always JSON", e);
    }
  }

  /** Records that the broker has. */
  long sent() {
    return sent.get();
  }

  /** Values in these records. */
  long values() {
    return values.get();
  }

  /** Records that the broker does not have. */
  long failed() {
    return failed.get();
  }

  /** Stops sending and waits until the broker has answered for every record. */
  void stop() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.flush();
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(java.time.Duration.ofSeconds(2));
  }
}

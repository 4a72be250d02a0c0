package org.sluiceiot.kafka.downlink.send;

import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;

/**
 * Finds the I/O thread of a producer, which Kafka's client does not tell: its name holds the
 * client's id, and that is a tag of the client's metrics.
 */
final class ClientThreads {
  private static final String NAME = "kafka-producer-network-thread | ";

  private ClientThreads() {}

  /** Null when it is not found. */
  static Thread of(Producer<?, ?> producer) {
    return producer.metrics().keySet().stream()
        .map(metric -> metric.tags().get("client-id"))
        .filter(Objects::nonNull)
        .findFirst()
        .map(id -> named(NAME + id))
        .orElse(null);
  }

  private static Thread named(String name) {
    Thread[] threads = new Thread[Thread.activeCount() * 2 + 64];
    int count = Thread.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElse(null);
  }
}

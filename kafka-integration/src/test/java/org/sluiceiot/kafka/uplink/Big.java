package org.sluiceiot.kafka.uplink;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.sluiceiot.fixtures.TestBroker;

/** A producer for large records. */
final class Big {
  private Big() {}

  static Producer<byte[], byte[]> producer(TestBroker broker) {
    return producer(broker, "none", 10_000_000);
  }

  /** What it sends is large only once it is read. */
  static Producer<byte[], byte[]> compressing(TestBroker broker) {
    return producer(broker, "zstd", 1_000_000_000);
  }

  private static Producer<byte[], byte[]> producer(
      TestBroker broker, String compression, int largest) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "compression.type",
            compression,
            "max.request.size",
            largest,
            "buffer.memory",
            1_000_000_000L,
            "delivery.timeout.ms",
            180_000,
            "request.timeout.ms",
            120_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

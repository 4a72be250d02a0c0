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
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", 10_000_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

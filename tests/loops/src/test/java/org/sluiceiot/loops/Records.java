package org.sluiceiot.loops;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.sluiceiot.fixtures.TestBroker;

/** Records as an outsider sends them. */
final class Records {
  private Records() {}

  /** One of each of so many devices. */
  static void produce(TestBroker broker, String topic, int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(reading(topic, "d" + i, i));
    }
    broker.produce(records);
  }

  static ProducerRecord<byte[], byte[]> reading(String topic, String device, long value) {
    return new ProducerRecord<>(
        topic,
        device.getBytes(StandardCharsets.UTF_8),
        Chain.reading(device, value).getBytes(StandardCharsets.UTF_8));
  }
}

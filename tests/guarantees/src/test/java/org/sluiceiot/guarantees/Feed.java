package org.sluiceiot.guarantees;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.sluiceiot.fixtures.TestBroker;

/**
 * What stands in a topic: so many records of so many devices, taking turns; each device counts its
 * own from 0. A share of them is poison: bytes that no decoder takes.
 *
 * @param poisonEvery every so manieth record of a device is poison; 0 for none
 */
record Feed(String topic, int records, int devices, int poisonEvery) {
  /** Writes it all, in order, with a producer of its own. */
  static Feed of(TestBroker broker, int records, int devices, int poisonEvery) throws Exception {
    Feed feed = new Feed(broker.createTopic(6), records, devices, poisonEvery);
    List<Future<RecordMetadata>> sent = new ArrayList<>(records);
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int i = 0; i < records; i++) {
        sent.add(producer.send(feed.record(i)));
      }
      for (Future<RecordMetadata> answer : sent) {
        answer.get();
      }
    }
    return feed;
  }

  private static KafkaProducer<byte[], byte[]> producer(TestBroker broker) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "enable.idempotence",
            false,
            "max.in.flight.requests.per.connection",
            1,
            "linger.ms",
            5,
            "batch.size",
            1 << 17),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private ProducerRecord<byte[], byte[]> record(int i) {
    String device = device(i % devices);
    int number = i / devices;
    String value =
        poison(number)
            ? "{\"deviceName\":"
            : "{\"deviceName\":\"%s\",\"telemetry\":{\"n\":%d}}".formatted(device, number);
    return new ProducerRecord<>(
        topic, device.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  static String device(int index) {
    return "device-" + index;
  }

  boolean poison(int number) {
    return poisonEvery > 0 && number % poisonEvery == poisonEvery - 1;
  }

  /** How many records one device has. */
  int perDevice() {
    return records / devices;
  }

  /** How many records are poison. */
  int poisoned() {
    return poisonEvery == 0 ? 0 : devices * (perDevice() / poisonEvery);
  }
}

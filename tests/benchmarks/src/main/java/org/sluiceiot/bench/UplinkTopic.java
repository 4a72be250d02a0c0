package org.sluiceiot.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic full of readings of a thousand devices, and an empty one. */
record UplinkTopic(String servers, String name, String empty, int records) {
  static final int DEVICES = 1000;
  private static final int PARTITIONS = 6;

  static UplinkTopic fill(String servers, int records) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("readings", PARTITIONS, (short) 1),
                  new NewTopic("empty", 1, (short) 1)))
          .all()
          .get();
    }
    Map<String, Object> properties = new HashMap<>(client(servers));
    properties.putAll(Map.of("linger.ms", 20, "batch.size", 1 << 17));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        String device = "sensor-" + i % DEVICES;
        producer.send(new ProducerRecord<>("readings", bytes(device), bytes(reading(device, i))));
      }
    }
    return new UplinkTopic(servers, "readings", "empty", records);
  }

  void create(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    }
  }

  /** Writes so many readings at a steady rate; blocks until done. */
  void pace(String topic, int count, double rate) {
    Map<String, Object> properties = new HashMap<>(client(servers));
    properties.put("linger.ms", 1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      long begin = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = begin + (long) (i / rate * 1e9);
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        String device = "sensor-" + i % DEVICES;
        producer.send(new ProducerRecord<>(topic, bytes(device), bytes(reading(device, i))));
      }
    }
  }

  /** Without sequence numbers, which a topic made this moment can bring out of step. */
  private static Map<String, Object> client(String servers) {
    return Map.of("bootstrap.servers", servers, "enable.idempotence", false);
  }

  private static String reading(String device, int i) {
    return ("{\"device\":\"%s\",\"type\":\"thermometer\",\"ts\":%d,\"telemetry\":{\"temperature\":%d.5,"
            + "\"humidity\":%d,\"battery\":3.99,\"ok\":true},\"attributes\":{\"model\":\"A1\"}}")
        .formatted(device, 1_700_000_000_000L + i, i % 40, i % 100);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

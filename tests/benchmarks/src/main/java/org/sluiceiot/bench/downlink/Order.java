package org.sluiceiot.bench.downlink;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.kafka.downlink.KafkaDownlink;
import org.sluiceiot.platform.broker.KafkaBroker;

/** Whether messages of one device arrive in the order in which the node took them. */
final class Order {
  private static final int AHEAD = 40_000;

  private final KafkaBroker broker;
  private final int records;

  Order(KafkaBroker broker, int records) {
    this.broker = broker;
    this.records = records;
  }

  /** Adjacent inversions of records of one key. */
  int inversions(String suffix, int partitions) throws ConfigException {
    Counting context = new Counting();
    KafkaDownlink node = Load.node(context, broker.bootstrapServers(), suffix, "");
    for (int i = 0; i < records; i++) {
      if ((i & 1023) == 0 && i - context.ended() > AHEAD) {
        context.await(i - AHEAD / 2);
      }
      node.onMessage(Load.message(i));
    }
    context.await(records);
    node.destroy();
    return read(Load.topic(suffix), partitions);
  }

  private int read(String topic, int partitions) {
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    int[] last = new int[Load.DEVICES];
    int inversions = 0;
    int seen = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (seen < records) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          int number = Load.number(record.value());
          int device = number % Load.DEVICES;
          inversions += number < last[device] ? 1 : 0;
          last[device] = number;
          seen++;
        }
      }
    }
    return inversions;
  }
}

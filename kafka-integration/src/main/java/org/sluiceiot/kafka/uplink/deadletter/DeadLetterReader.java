package org.sluiceiot.kafka.uplink.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.sluiceiot.kafka.connection.KafkaClients;

/**
 * Reads a dead letter topic up to where it ended when the reading began. For one thread, blocking.
 */
final class DeadLetterReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 200;

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> ends;
  private long progress = System.nanoTime();

  /**
   * @param group whose committed offsets are gone on with, and moved by {@link #commit}
   * @throws KafkaException the broker does not answer
   */
  DeadLetterReader(KafkaClients clients, String topic, String group) {
    consumer =
        clients.consumer(
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                AT_ONCE,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
    List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
    partitions =
        found == null
            ? List.of()
            : found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    consumer.assign(partitions);
    ends = consumer.endOffsets(partitions, PATIENCE);
  }

  /** Goes to the last so many of each partition. */
  void tail(int count) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
    ends.forEach(
        (partition, end) -> consumer.seek(partition, Math.max(first.get(partition), end - count)));
  }

  /** Whether the end is reached. */
  boolean atEnd() {
    return partitions.stream()
        .allMatch(partition -> consumer.position(partition, PATIENCE) >= ends.get(partition));
  }

  /**
   * The next records; possibly none. Those written after the reading began are left out.
   *
   * @throws KafkaException nothing has come for so long that the broker must be away
   */
  List<ConsumerRecord<byte[], byte[]>> next() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long before = reached();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
        records.add(record);
      }
    }
    if (reached() > before) {
      progress = System.nanoTime();
    } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
      // A client that has lost its broker polls nothing for ever.
      throw new TimeoutException("the brokers did not send what the topic holds");
    }
    return records;
  }

  private long reached() {
    return partitions.stream().mapToLong(one -> consumer.position(one, PATIENCE)).sum();
  }

  /** Everything up to and with these records has been dealt with. */
  void commit(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      offsets.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    consumer.commitSync(offsets, PATIENCE);
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(2));
  }
}

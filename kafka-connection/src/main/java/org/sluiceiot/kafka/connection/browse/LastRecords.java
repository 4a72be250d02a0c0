package org.sluiceiot.kafka.connection.browse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.sluiceiot.kafka.connection.KafkaClients;

/**
 * The newest records of a topic, newest first, by their time.
 *
 * @param complete whether all partitions could be read to their end in time
 */
public record LastRecords(List<BrowsedRecord> records, boolean complete) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_PARTITIONS = 200;
  private static final int MOST_BYTES = 4 << 20;

  private static final Comparator<BrowsedRecord> OLDEST_FIRST =
      Comparator.comparingLong(BrowsedRecord::timestamp)
          .thenComparingInt(BrowsedRecord::partition)
          .thenComparingLong(BrowsedRecord::offset);

  public LastRecords {
    records = List.copyOf(records);
  }

  /**
   * Reads them without a consumer group; nothing is committed, no topic is created. Blocks for at
   * most some thirty seconds. Of a topic with more than 200 partitions the first 200 are read.
   *
   * @param count at least 1; so many of each partition are looked at, and so many remain
   * @throws KafkaException the cluster does not answer, may not be used, or has no such topic
   */
  public static LastRecords of(KafkaClients clients, String topic, int count) {
    Map<String, Object> tuning =
        Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            MOST_BYTES,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            MOST_BYTES / 4,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            100);
    try (Consumer<byte[], byte[]> consumer = clients.consumer(tuning)) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
      ends.forEach((one, end) -> consumer.seek(one, Math.max(first.get(one), end - count)));
      return read(consumer, ends, count);
    }
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
    if (found == null || found.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic);
    }
    return found.stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .limit(MOST_PARTITIONS)
        .toList();
  }

  /** What is large is left out as it comes, so that little is held at a time. */
  private static LastRecords read(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, int count) {
    PriorityQueue<BrowsedRecord> newest = new PriorityQueue<>(OLDEST_FIRST);
    long limit = System.nanoTime() + PATIENCE.toNanos();
    boolean complete = false;
    while (!complete && System.nanoTime() < limit) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
          newest.add(BrowsedRecord.of(record));
        }
        if (newest.size() > count) {
          newest.poll();
        }
      }
      complete =
          ends.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }
    List<BrowsedRecord> records = new ArrayList<>(newest);
    records.sort(Collections.reverseOrder(OLDEST_FIRST));
    return new LastRecords(records, complete);
  }
}

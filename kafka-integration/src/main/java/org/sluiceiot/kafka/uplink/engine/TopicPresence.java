package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether there is what a subscription names. Used by the polling thread alone: asks its consumer,
 * which knows of topics that exist without asking the broker.
 */
final class TopicPresence {
  private static final Duration ENDS = Duration.ofSeconds(5);
  private static final int MOST = 3;

  private final Consumer<byte[], byte[]> consumer;
  private final Subscription subscription;

  TopicPresence(Consumer<byte[], byte[]> consumer, Subscription subscription) {
    this.consumer = consumer;
    this.subscription = subscription;
  }

  /**
   * What is missing, in words, or empty.
   *
   * @throws org.apache.kafka.common.KafkaException the broker does not answer or may not tell
   */
  String missing() {
    List<String> found = new ArrayList<>();
    for (String topic : new TreeSet<>(subscription.topics())) {
      look(topic, found);
    }
    for (TopicPartition partition : subscription.explicit().keySet()) {
      look(partition, found);
    }
    if (subscription.byPattern() && consumer.subscription().isEmpty()) {
      found.add("no " + subscription + " exist");
    }
    String shown = String.join(", ", found.subList(0, Math.min(MOST, found.size())));
    return found.size() > MOST ? shown + " and " + (found.size() - MOST) + " more" : shown;
  }

  private void look(String topic, List<String> found) {
    List<PartitionInfo> partitions = partitions(topic);
    if (partitions.isEmpty()) {
      found.add("topic " + topic + " does not exist");
    }
    for (PartitionInfo partition : partitions) {
      if (leaderless(partition)) {
        found.add("partition " + partition.partition() + " of topic " + topic + " has no leader");
      }
    }
  }

  private void look(TopicPartition wanted, List<String> found) {
    List<PartitionInfo> partitions = partitions(wanted.topic());
    String topic = "topic " + wanted.topic();
    if (partitions.isEmpty()) {
      found.add(topic + " does not exist");
    } else if (partitions.stream().noneMatch(info -> info.partition() == wanted.partition())) {
      found.add(topic + " has no partition " + wanted.partition());
    }
  }

  private List<PartitionInfo> partitions(String topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic, ENDS);
    return partitions == null ? List.of() : partitions;
  }

  private static boolean leaderless(PartitionInfo partition) {
    return partition.leader() == null || partition.leader().isEmpty();
  }
}

package org.sluiceiot.kafka.downlink.send;

/** Chooses a partition when the number of partitions is known; otherwise Kafka's key decides. */
@FunctionalInterface
public interface PartitionChooser {
  /**
   * @param count partitions of the topic, at least 1
   * @throws IllegalArgumentException the wanted partition does not exist; the message says so
   */
  int choose(int count);
}

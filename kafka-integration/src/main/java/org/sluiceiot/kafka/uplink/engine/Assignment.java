package org.sluiceiot.kafka.uplink.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The partitions that this member has now. Changed by the polling thread, read by all. */
final class Assignment {
  private final Map<TopicPartition, PartitionWork> partitions = new ConcurrentHashMap<>();

  void add(PartitionWork work) {
    partitions.put(work.topicPartition(), work);
  }

  PartitionWork get(TopicPartition partition) {
    return partitions.get(partition);
  }

  Collection<PartitionWork> all() {
    return partitions.values();
  }

  List<PartitionWork> of(Collection<TopicPartition> wanted) {
    return wanted.stream().map(partitions::get).filter(Objects::nonNull).toList();
  }

  /** Ends the epoch of these partitions. */
  void leave(Collection<PartitionWork> leaving) {
    for (PartitionWork work : leaving) {
      work.leave();
      partitions.remove(work.topicPartition(), work);
    }
  }
}

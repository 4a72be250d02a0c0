package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.kafka.uplink.config.ProcessingConfig;

/** What happens when partitions come and go. Called by the consumer on the polling thread. */
final class Rebalance implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Rebalance.class);
  static final Duration COMMIT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Assignment assignment;
  private final StartOffsets starts;
  private final Drain drain;
  private final Committer committer;
  private final ProcessingConfig config;
  private boolean joined;

  Rebalance(
      Consumer<byte[], byte[]> consumer,
      Assignment assignment,
      StartOffsets starts,
      Drain drain,
      Committer committer,
      ProcessingConfig config) {
    this.consumer = consumer;
    this.assignment = assignment;
    this.starts = starts;
    this.drain = drain;
    this.committer = committer;
    this.config = config;
  }

  /** New partitions start paused; the poll loop lets them go when there is room. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    if (partitions.isEmpty()) {
      return;
    }
    LOG.info("assigned {}", partitions);
    consumer.pause(partitions);
    starts.place(partitions).forEach(assignment::add);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<PartitionWork> leaving = assignment.of(partitions);
    if (leaving.isEmpty()) {
      return;
    }
    LOG.info("revoked {}", partitions);
    drain.of(leaving, config.drain().toNanos());
    committer.now(leaving, COMMIT);
    assignment.leave(leaving);
  }

  /** They belong to somebody else already: nothing may be committed. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warn("lost {}", partitions);
    List<PartitionWork> leaving = assignment.of(partitions);
    leaving.forEach(PartitionWork::close);
    drain.of(leaving, 0);
    assignment.leave(leaving);
  }

  /** Whether the group has given this member its share, which may be none. */
  boolean joined() {
    return joined;
  }

  /** Gives everything back, on the way out; whatever fails, no assignment is left over. */
  void leaveAll() {
    try {
      onPartitionsRevoked(assignment.all().stream().map(PartitionWork::topicPartition).toList());
    } finally {
      assignment.leave(List.copyOf(assignment.all()));
    }
  }
}

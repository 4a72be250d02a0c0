package org.sluiceiot.kafka.uplink.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.kafka.uplink.config.CommitConfig;

/** Stores the acknowledged prefix of every partition. Used by the polling thread alone. */
final class Committer {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  private final Consumer<byte[], byte[]> consumer;
  private final CommitConfig config;
  private final Assignment assignment;
  private final Metrics.Counter commits;
  private final Metrics.Counter failures;
  private boolean asking;
  private long lastTime = System.nanoTime();
  private long lastPassed;

  Committer(
      Consumer<byte[], byte[]> consumer,
      CommitConfig config,
      Assignment assignment,
      Metrics metrics) {
    this.consumer = consumer;
    this.config = config;
    this.assignment = assignment;
    this.commits = metrics.counter("commits");
    this.failures = metrics.counter("commit.failures");
  }

  /** Commits in the background when it is time. */
  void whenDue() {
    long now = System.nanoTime();
    if (asking || (now - lastTime < config.interval().toNanos() && !enoughRecords())) {
      return;
    }
    lastTime = now;
    lastPassed = passed();
    Map<TopicPartition, OffsetAndMetadata> offsets = collect(assignment.all());
    if (!offsets.isEmpty()) {
      asking = true;
      consumer.commitAsync(offsets, this::answered);
    }
  }

  private void answered(Map<TopicPartition, OffsetAndMetadata> offsets, Exception error) {
    asking = false;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : offsets.entrySet()) {
      PartitionWork work = assignment.get(entry.getKey());
      if (work != null && error == null) {
        work.committed(entry.getValue().offset());
      } else if (work != null) {
        work.forgetRequest();
      }
    }
    count(error);
  }

  /**
   * Commits now and waits for the answer; what cannot be committed comes again, here or at another
   * member.
   */
  void now(Collection<PartitionWork> partitions, Duration atMost) {
    Map<TopicPartition, OffsetAndMetadata> offsets = collect(partitions);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, atMost);
      answered(offsets, null);
    } catch (KafkaException e) {
      answered(offsets, e);
    }
  }

  private void count(Exception error) {
    if (error == null) {
      commits.add(1);
    } else {
      failures.add(1);
      LOG.info("offsets not committed, they will be with the next ones: {}", error.toString());
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> collect(Collection<PartitionWork> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (PartitionWork work : partitions) {
      long next = work.toCommit();
      if (next >= 0) {
        work.requested(next);
        offsets.put(work.topicPartition(), new OffsetAndMetadata(next, work.note().toString()));
      }
    }
    return offsets;
  }

  private boolean enoughRecords() {
    return passed() - lastPassed >= config.records();
  }

  private long passed() {
    long sum = 0;
    for (PartitionWork work : assignment.all()) {
      work.offsets().committable();
      sum += work.offsets().passed();
    }
    return sum;
  }
}

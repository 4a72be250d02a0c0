package org.sluiceiot.kafka.uplink.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.sluiceiot.kafka.uplink.offsets.CommitNote;
import org.sluiceiot.kafka.uplink.offsets.FirstOffset;
import org.sluiceiot.kafka.uplink.offsets.FirstOffset.TopicHistory;

/**
 * Places the consumer in partitions that were just assigned, and commits where it begins, so that a
 * crash before the first record does not move the beginning. Used by the polling thread alone.
 */
final class StartOffsets {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final Consumer<byte[], byte[]> consumer;
  private final Subscription subscription;
  private final Set<String> groupTopics;
  private final Clock clock;
  private boolean placedBefore;

  /**
   * @param groupTopics topics that the group had committed before this start
   */
  StartOffsets(
      Consumer<byte[], byte[]> consumer,
      Subscription subscription,
      Set<String> groupTopics,
      Clock clock) {
    this.consumer = consumer;
    this.subscription = subscription;
    this.groupTopics = groupTopics;
    this.clock = clock;
  }

  /**
   * Finds where each partition begins and moves the consumer there.
   *
   * @throws org.apache.kafka.common.KafkaException the broker does not answer
   */
  List<PartitionWork> place(Collection<TopicPartition> assigned) {
    Instant now = Instant.now(clock);
    Map<TopicPartition, OffsetAndMetadata> committed = committed(assigned);
    Map<String, TopicHistory> histories = new HashMap<>();
    Map<TopicPartition, FirstOffset> first = new HashMap<>();
    List<PartitionWork> works = new ArrayList<>();
    for (TopicPartition partition : assigned) {
      TopicHistory history =
          histories.computeIfAbsent(partition.topic(), topic -> history(topic, committed));
      CommitNote note =
          new CommitNote(history.known() ? history.partitions() : count(partition, committed));
      PartitionWork work = new PartitionWork(partition, note);
      OffsetAndMetadata known = committed.get(partition);
      if (known == null) {
        first.put(
            partition,
            FirstOffset.of(
                partition.partition(),
                subscription.explicit().get(partition),
                subscription.start(),
                history,
                now));
      } else {
        work.requested(known.offset());
        work.committed(known.offset());
      }
      works.add(work);
    }
    begin(first, works);
    placedBefore = true;
    return works;
  }

  /** Commits of every partition of the topics concerned; null where there is none. */
  private Map<TopicPartition, OffsetAndMetadata> committed(Collection<TopicPartition> assigned) {
    Set<TopicPartition> all = new HashSet<>(assigned);
    assigned.stream()
        .map(TopicPartition::topic)
        .distinct()
        .forEach(
            topic -> {
              for (PartitionInfo info : consumer.partitionsFor(topic, ANSWER_WITHIN)) {
                all.add(new TopicPartition(topic, info.partition()));
              }
            });
    return consumer.committed(all, ANSWER_WITHIN);
  }

  private TopicHistory history(String topic, Map<TopicPartition, OffsetAndMetadata> committed) {
    boolean known = false;
    int partitions = 0;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
      if (entry.getKey().topic().equals(topic) && entry.getValue() != null) {
        known = true;
        int noted = CommitNote.parse(entry.getValue().metadata()).partitions();
        partitions = Math.max(partitions, noted);
      }
    }
    boolean groupIsOld = placedBefore || !groupTopics.isEmpty();
    boolean later =
        subscription.byPattern() && !known && groupIsOld && !groupTopics.contains(topic);
    return new TopicHistory(known, partitions, later);
  }

  private static int count(TopicPartition partition, Map<TopicPartition, ?> all) {
    return (int) all.keySet().stream().filter(one -> one.topic().equals(partition.topic())).count();
  }

  private void begin(Map<TopicPartition, FirstOffset> first, List<PartitionWork> works) {
    Map<TopicPartition, Long> offsets = resolve(first);
    Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    for (PartitionWork work : works) {
      Long offset = offsets.get(work.topicPartition());
      if (offset != null) {
        consumer.seek(work.topicPartition(), offset);
        work.requested(offset);
        commits.put(work.topicPartition(), new OffsetAndMetadata(offset, work.note().toString()));
      } else if (first.get(work.topicPartition()) instanceof FirstOffset.Wait) {
        consumer.seek(work.topicPartition(), 0);
        work.obstacle(
            new Obstacle(Obstacle.Kind.NO_OFFSET, "waits for a committed offset, as startAt says"));
      }
    }
    if (!commits.isEmpty()) {
      consumer.commitSync(commits, ANSWER_WITHIN);
    }
  }

  private Map<TopicPartition, Long> resolve(Map<TopicPartition, FirstOffset> first) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    List<TopicPartition> beginnings = new ArrayList<>();
    List<TopicPartition> ends = new ArrayList<>();
    Map<TopicPartition, Long> times = new HashMap<>();
    first.forEach(
        (partition, where) -> {
          if (where instanceof FirstOffset.Exactly exactly) {
            offsets.put(partition, exactly.offset());
          } else if (where instanceof FirstOffset.Beginning) {
            beginnings.add(partition);
          } else if (where instanceof FirstOffset.End) {
            ends.add(partition);
          } else if (where instanceof FirstOffset.Since since) {
            times.put(partition, since.time().toEpochMilli());
          }
        });
    if (!times.isEmpty()) {
      Map<TopicPartition, OffsetAndTimestamp> found =
          consumer.offsetsForTimes(times, ANSWER_WITHIN);
      for (TopicPartition partition : times.keySet()) {
        OffsetAndTimestamp at = found.get(partition);
        if (at == null) {
          ends.add(partition); // nothing is that young
        } else {
          offsets.put(partition, at.offset());
        }
      }
    }
    offsets.putAll(consumer.beginningOffsets(beginnings, ANSWER_WITHIN));
    offsets.putAll(consumer.endOffsets(ends, ANSWER_WITHIN));
    return offsets;
  }

  /** Whether somebody has committed an offset for a partition that waits for one; goes there. */
  boolean committedMeanwhile(PartitionWork work) {
    OffsetAndMetadata found =
        consumer.committed(Set.of(work.topicPartition()), ANSWER_WITHIN).get(work.topicPartition());
    if (found != null) {
      consumer.seek(work.topicPartition(), found.offset());
      work.requested(found.offset());
    }
    return found != null;
  }
}

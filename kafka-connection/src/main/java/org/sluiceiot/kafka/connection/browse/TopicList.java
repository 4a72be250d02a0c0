package org.sluiceiot.kafka.connection.browse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.sluiceiot.kafka.connection.KafkaClients;

/**
 * The topics of a cluster by name, internal ones left out.
 *
 * @param truncated whether there are more than were asked for
 */
public record TopicList(List<TopicSummary> topics, boolean truncated) {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final int MOST_PARTITIONS = 5_000;

  public TopicList {
    topics = List.copyOf(topics);
  }

  /**
   * Asks the cluster; blocks for at most some twenty seconds. What this login may not see of a
   * topic is left open.
   *
   * @param search a part of the names, in any case; empty for all topics
   * @param most topics at most
   * @throws KafkaException the cluster does not answer, or may not be used
   */
  public static TopicList of(KafkaClients clients, String search, int most) {
    Map<String, Object> patience =
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) LIMIT.toMillis());
    try (Admin admin = clients.admin(patience)) {
      return new Reading(admin, System.nanoTime() + LIMIT.toNanos()).list(search, most);
    }
  }

  /** One look at a cluster, until its end. */
  private record Reading(Admin admin, long end) {
    TopicList list(String search, int most) {
      String part = search.toLowerCase(Locale.ROOT);
      List<String> names =
          needed(admin.listTopics().names()).stream()
              .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
              .sorted()
              .toList();
      List<String> shown = names.subList(0, Math.min(most, names.size()));
      Map<String, List<TopicPartition>> partitions = partitions(shown);
      List<TopicPartition> all =
          partitions.values().stream().flatMap(List::stream).limit(MOST_PARTITIONS).toList();
      Map<TopicPartition, ListOffsetsResultInfo> first = offsets(all, OffsetSpec.earliest());
      Map<TopicPartition, ListOffsetsResultInfo> last = offsets(all, OffsetSpec.latest());
      Map<TopicPartition, ListOffsetsResultInfo> newest = offsets(all, OffsetSpec.maxTimestamp());
      return new TopicList(
          shown.stream()
              .map(name -> summary(name, partitions.get(name), first, last, newest))
              .toList(),
          names.size() > most);
    }

    private Map<String, List<TopicPartition>> partitions(List<String> names) {
      Map<String, KafkaFuture<TopicDescription>> answers =
          admin.describeTopics(names).topicNameValues();
      return names.stream()
          .collect(
              Collectors.toMap(
                  name -> name,
                  name -> {
                    TopicDescription description = allowed(answers.get(name));
                    return description == null
                        ? List.of()
                        : description.partitions().stream()
                            .map(info -> new TopicPartition(name, info.partition()))
                            .toList();
                  }));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(
        List<TopicPartition> partitions, OffsetSpec which) {
      ListOffsetsResult answer =
          admin.listOffsets(
              partitions.stream().collect(Collectors.toMap(one -> one, one -> which)));
      Map<TopicPartition, ListOffsetsResultInfo> found = new HashMap<>();
      for (TopicPartition partition : partitions) {
        ListOffsetsResultInfo info = allowed(answer.partitionResult(partition));
        if (info != null) {
          found.put(partition, info);
        }
      }
      return found;
    }

    private static TopicSummary summary(
        String name,
        List<TopicPartition> partitions,
        Map<TopicPartition, ListOffsetsResultInfo> first,
        Map<TopicPartition, ListOffsetsResultInfo> last,
        Map<TopicPartition, ListOffsetsResultInfo> newest) {
      List<Long> counts = new ArrayList<>();
      long latest = -1;
      for (TopicPartition partition : partitions) {
        if (first.containsKey(partition) && last.containsKey(partition)) {
          counts.add(last.get(partition).offset() - first.get(partition).offset());
        }
        if (newest.containsKey(partition)) {
          latest = Math.max(latest, newest.get(partition).timestamp());
        }
      }
      boolean readable = !partitions.isEmpty() && counts.size() == partitions.size();
      return new TopicSummary(
          name,
          partitions.size(),
          readable ? counts.stream().mapToLong(Long::longValue).sum() : null,
          latest < 0 ? null : latest);
    }

    /** The answer, or null where this topic or partition does not give one. */
    private <T> T allowed(KafkaFuture<T> answer) {
      try {
        return get(answer);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TimeoutException late) {
          throw late;
        }
        return null; // not allowed, deleted meanwhile, without a leader, or an old broker
      }
    }

    private <T> T needed(KafkaFuture<T> answer) {
      try {
        return get(answer);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof KafkaException known
            ? known
            : new KafkaException(e.getCause());
      }
    }

    private <T> T get(KafkaFuture<T> answer) throws ExecutionException {
      try {
        return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptException(e);
      } catch (java.util.concurrent.TimeoutException e) {
        throw new TimeoutException("no answer within " + LIMIT, e);
      }
    }
  }
}

package org.sluiceiot.kafka.uplink.engine;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.sluiceiot.kafka.connection.KafkaClients;

/** Topics of which a group has committed offsets. */
final class GroupTopics {
  private static final long SECONDS = 8;

  private GroupTopics() {}

  /** Asks the cluster; blocks for some seconds at most. */
  static Set<String> ask(KafkaClients clients, String group)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (Admin admin = clients.admin()) {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(SECONDS, TimeUnit.SECONDS)
          .keySet()
          .stream()
          .map(TopicPartition::topic)
          .collect(Collectors.toSet());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException) {
        return Set.of(); // not allowed to look, or no such group: as if it had none
      }
      throw e;
    }
  }
}

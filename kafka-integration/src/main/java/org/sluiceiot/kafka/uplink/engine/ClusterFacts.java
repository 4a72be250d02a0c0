package org.sluiceiot.kafka.uplink.engine;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.sluiceiot.kafka.connection.KafkaClients;

/**
 * What must be known of a cluster before anything is consumed.
 *
 * @param clusterId the cluster's own id
 * @param groupTopics topics of which the group has committed offsets
 */
record ClusterFacts(String clusterId, Set<String> groupTopics) {
  private static final int MILLIS = 8_000;

  /** Asks the cluster; blocks for some seconds at most. */
  static ClusterFacts ask(KafkaClients clients, String group)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (Admin admin = clients.admin()) {
      String id =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(MILLIS))
              .clusterId()
              .get(MILLIS, TimeUnit.MILLISECONDS);
      return new ClusterFacts(id == null ? "" : id, groupTopics(admin, group));
    }
  }

  private static Set<String> groupTopics(Admin admin, String group)
      throws InterruptedException, TimeoutException, ExecutionException {
    Set<String> topics = new HashSet<>();
    try {
      for (TopicPartition partition :
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(MILLIS, TimeUnit.MILLISECONDS)
              .keySet()) {
        topics.add(partition.topic());
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ApiException)) {
        throw e;
      }
      return topics; // not allowed to look, or no such group: as if it had none
    }
    return topics;
  }
}

package org.sluiceiot.thingsboard.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.sluiceiot.fixtures.TestBroker;

/** What the proofs share: minimal configurations, and offsets that the broker holds. */
final class Configs {
  private Configs() {}

  static ObjectNode uplink(TestBroker broker, String topic) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putObject("connection").put("bootstrapServers", broker.bootstrapServers());
    config.putArray("topics").add(topic);
    return config;
  }

  static ObjectNode downlink(TestBroker broker, String topic) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putObject("connection").put("bootstrapServers", broker.bootstrapServers());
    config.put("topic", topic);
    return config;
  }

  /** Where nobody listens, for either node but for the downlink's topic. */
  static ObjectNode nowhere() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putObject("connection").put("bootstrapServers", "127.0.0.1:1");
    config.putArray("topics").add("t");
    return config;
  }

  /** Committed offset by partition of the group whose name contains the node's id. */
  static Map<Integer, Long> committed(TestBroker broker, String nodeId) {
    try {
      var admin = broker.admin();
      var groups = admin.listConsumerGroups().all().get();
      var group =
          groups.stream().map(g -> g.groupId()).filter(id -> id.contains(nodeId)).findFirst();
      if (group.isEmpty()) {
        return Map.of();
      }
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(group.get()).partitionsToOffsetAndMetadata().get();
      return offsets.entrySet().stream()
          .filter(entry -> entry.getValue() != null)
          .collect(
              Collectors.toMap(
                  entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }
}

package org.sluiceiot.kafka.uplink.deadletter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.sluiceiot.kafka.connection.KafkaClients;

/** Makes sure that the dead letter topic exists before a producer could create it by accident. */
final class DeadLetterTopic {
  private static final long SECONDS = 10;

  /** Room for the error headers beside the original record. */
  private static final int ROOM = 64 * 1024;

  private DeadLetterTopic() {}

  /**
   * @param source topic whose records may become dead letters: what it can hold, the new one can
   * @throws DeadLetterException it does not exist and may not be created
   */
  static void ensure(String topic, String source, boolean create, KafkaClients clients)
      throws Exception {
    try (Admin admin = clients.admin()) {
      if (exists(admin, topic)) {
        return;
      }
      if (!create) {
        throw new DeadLetterException("it does not exist and createDeadLetterTopic is off", null);
      }
      NewTopic wanted = new NewTopic(topic, Optional.empty(), Optional.empty());
      wanted.configs(
          Map.of(
              TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
              Long.toString(Math.min(Integer.MAX_VALUE, largest(admin, source) + ROOM))));
      create(admin, wanted);
    }
  }

  private static boolean exists(Admin admin, String topic)
      throws InterruptedException, TimeoutException, ExecutionException {
    try {
      admin.describeTopics(List.of(topic)).allTopicNames().get(SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static long largest(Admin admin, String source)
      throws InterruptedException, TimeoutException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, source);
    try {
      Config config =
          admin
              .describeConfigs(List.of(resource))
              .all()
              .get(SECONDS, TimeUnit.SECONDS)
              .get(resource);
      ConfigEntry entry = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return entry == null ? 1 << 20 : Long.parseLong(entry.value());
    } catch (ExecutionException e) {
      return 1 << 20; // not allowed to look: the broker's usual size
    }
  }

  private static void create(Admin admin, NewTopic wanted)
      throws InterruptedException, TimeoutException, ExecutionException {
    try {
      admin.createTopics(List.of(wanted)).all().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}

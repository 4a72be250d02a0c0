package org.sluiceiot.thingsboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluiceiot.thingsboard.proof.Configs.patiently;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.sluice.KafkaDownlinkNode;
import org.thingsboard.rule.engine.sluice.Nodes;
import org.thingsboard.server.common.data.util.TbPair;

/** Every message has one outcome, and a device's records are in the order of its messages. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class DownlinkProofTest {
  private static final int MESSAGES = 5_000;
  private static final List<UUID> DEVICES =
      IntStream.range(0, 50).mapToObj(i -> UUID.randomUUID()).toList();

  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("to kafka");
  private final Shared shared = new Shared(Map.of());

  @Test
  void everyMessageHasOneOutcomeAndItsRecord(TestBroker broker) throws Exception {
    String topic = broker.createTopic(4);
    KafkaDownlinkNode node = ctx.start(Nodes.downlink(shared), Configs.downlink(broker, topic));
    send(node);
    patiently().until(() -> ctx.outcomes().size() >= MESSAGES);
    node.destroy();
    patiently().until(() -> shared.closer().size() == 0);

    assertThat(ctx.outcomes()).hasSize(MESSAGES);
    assertThat(ctx.outcomes())
        .allSatisfy(
            told -> {
              assertThat(told.relation()).isEqualTo("Success");
              assertThat(told.message().getMetaData().getData())
                  .containsEntry("topic", topic)
                  .containsKeys("partition", "offset");
            });
    assertThat(new HashSet<>(ctx.outcomes().stream().map(told -> told.message().getId()).toList()))
        .hasSize(MESSAGES);
    assertInOrder(broker.consume(topic, MESSAGES, Duration.ofSeconds(30)));
  }

  @Test
  void messagesSentWhileTheBrokerIsAwayFailWithAReason() throws Exception {
    JsonNode config =
        new ObjectMapper()
            .readTree(
                """
                {"connection":{"bootstrapServers":"127.0.0.1:1"},"topic":"t"}\
                """);
    KafkaDownlinkNode node = ctx.start(Nodes.downlink(shared), config);
    for (int i = 0; i < 10; i++) {
      node.onMsg(ctx, ctx.message(DEVICES.get(0), "{}"));
    }
    node.destroy();
    patiently().until(() -> ctx.outcomes().size() == 10);
    assertThat(ctx.outcomes())
        .allSatisfy(
            told -> {
              assertThat(told.relation()).isEqualTo("Failure");
              assertThat(told.message().getMetaData().getData()).containsKey("error");
            });
    patiently().until(() -> shared.closer().size() == 0);
  }

  @Test
  void theStockNodesConfigurationWorksAsItIs(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    ObjectNode stock =
        new ObjectMapper()
            .readValue(
                """
                {"topicPattern":"my-topic","keyPattern":null,"bootstrapServers":"localhost:9092",
                 "retries":0,"batchSize":16384,"linger":0,"bufferMemory":33554432,"acks":"-1",
                 "otherProperties":{},"addMetadataKeyValuesAsKafkaHeaders":false,
                 "kafkaHeadersCharset":"UTF-8"}\
                """,
                ObjectNode.class);
    stock.put("topicPattern", topic).put("bootstrapServers", broker.bootstrapServers());
    KafkaDownlinkNode node = ctx.start(Nodes.downlink(shared), stock);
    node.onMsg(ctx, ctx.message(DEVICES.get(0), "{\"a\":1}"));
    patiently().until(() -> ctx.outcomes().size() == 1);
    assertThat(ctx.outcomes().get(0).relation()).isEqualTo("Success");

    TbPair<Boolean, JsonNode> upgraded = node.upgrade(1, stock);
    assertThat(upgraded.getFirst()).isTrue();
    assertThat(upgraded.getSecond().get("topic").asText()).isEqualTo(topic);
    assertThat(node.upgrade(1, upgraded.getSecond()).getFirst()).isFalse();
    node.destroy();
    patiently().until(() -> shared.closer().size() == 0);
  }

  private void send(KafkaDownlinkNode node) {
    for (int i = 0; i < MESSAGES; i++) {
      UUID device = DEVICES.get(i % DEVICES.size());
      node.onMsg(ctx, ctx.message(device, "{\"n\":" + i / DEVICES.size() + "}"));
    }
  }

  private static void assertInOrder(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Integer> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String device = new String(record.key(), StandardCharsets.UTF_8);
      int n = next.merge(device, 1, Integer::sum) - 1;
      assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":" + n + "}");
    }
    assertThat(next).hasSize(DEVICES.size());
  }
}

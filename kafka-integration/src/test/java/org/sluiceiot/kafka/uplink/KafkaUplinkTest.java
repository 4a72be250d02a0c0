package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

@ExtendWith({LeakCheck.class, BrokerExtension.class})
class KafkaUplinkTest {
  private final FakeIntegrationContext context = new FakeIntegrationContext();

  @Test
  void bootstrapServersAndTopicsAreEnough(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "k", Uplinks.device("d1", 1));
    try (Uplinks uplink = Uplinks.start(broker, context, "{'topics':['" + topic + "']}")) {
      EntityBatch batch = context.awaitDelivered(1).get(0);
      context.observer().awaitState(State.RUNNING);
      assertThat(batch.entities().get(0).name()).isEqualTo("d1");
      assertThat(batch.metadata())
          .containsEntry("kafka.in.topic", topic)
          .containsEntry("kafka.in.partition", "0")
          .containsEntry("kafka.in.offset", "0")
          .containsEntry("kafka.in.key", "k")
          .containsKeys("kafka.in.timestamp", "kafka.path");
      uplink.awaitCommitted(topic, 0, 1);
    }
    assertThat(context.observer().last().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void aRecordThatCannotBeDecodedBecomesADeadLetterAndTheRestFlowsOn(TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    byte[] poison = {(byte) 0xff, 0, '{'};
    RecordHeaders headers = new RecordHeaders();
    headers.add("own", "h".getBytes(StandardCharsets.UTF_8));
    broker.produce(
        List.of(
            new ProducerRecord<>(topic, 0, 1_700_000_000_000L, new byte[] {1, 2}, poison, headers),
            new ProducerRecord<>(
                topic, "k".getBytes(), Uplinks.device("d2", 2).getBytes(StandardCharsets.UTF_8))));
    try (Uplinks uplink = Uplinks.start(broker, context, "{'topics':['" + topic + "']}")) {
      context.awaitDelivered(1);
      uplink.awaitCount("dead.lettered", 1);
      ConsumerRecord<byte[], byte[]> dead =
          broker.consume(uplink.deadLetters(), 1, Duration.ofSeconds(10)).get(0);
      assertThat(dead.key()).isEqualTo(new byte[] {1, 2});
      assertThat(dead.value()).isEqualTo(poison);
      assertThat(dead.timestamp()).isEqualTo(1_700_000_000_000L);
      Map<String, String> expected =
          Map.of(
              "own", "h",
              "__connect.errors.topic", topic,
              "__connect.errors.partition", "0",
              "__connect.errors.offset", "0",
              "__connect.errors.connector.name", "integration",
              "__connect.errors.task.id", "test",
              "__connect.errors.stage", "VALUE_CONVERTER",
              "__connect.errors.exception.class.name",
                  "org.sluiceiot.kafka.decode.DecodeException");
      expected.forEach(
          (name, value) ->
              assertThat(Uplinks.header(dead.headers(), name)).as(name).isEqualTo(value));
      assertThat(Uplinks.header(dead.headers(), "__connect.errors.exception.message")).isNotEmpty();
      assertThat(Uplinks.header(dead.headers(), "__connect.errors.exception.stacktrace"))
          .contains("JsonPayload");
      assertThat(Uplinks.header(dead.headers(), "__connect.errors.class.name")).isNotEmpty();
      uplink.awaitCommitted(topic, 0, 2);
      assertThat(uplink.count("received")).isEqualTo(2);
      assertThat(uplink.count("delivered")).isEqualTo(1);
    }
  }
}

package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.guard.LoopGuard;

/** Records without a value, by which a compacted topic deletes. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class TombstonesTest {
  private static final String JSON =
      "'decoder':{'type':'json','deviceName':'/device','telemetry':{'*':'/v'}}";

  private final FakeIntegrationContext context = new FakeIntegrationContext();

  private static void produce(TestBroker broker, String topic, String key, String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    broker.produce(
        List.of(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), bytes)));
  }

  private static String topicOf(TestBroker broker) {
    String topic = broker.createTopic(1);
    produce(broker, topic, "d", null);
    produce(broker, topic, "d", "{\"device\":\"d\",\"v\":{\"t\":1}}");
    return topic;
  }

  @Test
  void case30TombstoneDeadLetter(TestBroker broker) throws Exception {
    JsonNode file;
    try (InputStream in =
        TombstonesTest.class.getResourceAsStream("/cases/30-tombstone-dead-letter.json")) {
      file = JsonPayload.MAPPER.readTree(in);
    }
    String topic = broker.createTopic(1);
    for (JsonNode record : file.path("records")) {
      JsonNode value = record.path("value");
      produce(broker, topic, record.path("key").asText(), value.isNull() ? null : value.toString());
    }
    String config = "{'topics':['%s'],%s}".formatted(topic, JSON);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 3);
      assertThat(uplink.count("dead.lettered"))
          .isEqualTo(file.at("/expected/dead letters").asLong());
      assertThat(uplink.count("ignored")).isEqualTo(file.at("/expected/ignored").asLong());
      assertThat(uplink.count("delivered")).isEqualTo(2);
      assertThat(uplink.count("failed")).isZero();
      assertThat(context.observer().events(Event.Kind.ERROR)).isEmpty();
      assertThat(context.observer().metrics().count("ignored.by.reason", "reason", "tombstone"))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'tbel','script':'return {deviceName: \\'d\\', telemetry: {t: 1}};'}",
        "{'type':'csv','fields':{'deviceName':'/device','telemetry':{'*':''}}}",
        "{'type':'hono'}",
        "{'type':'thingsboard'}"
      })
  void noDecoderSeesATombstone(String decoder, TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    produce(broker, topic, "d", null);
    String script = decoder.replace("\\'", "\\u0022");
    String config = "{'topics':['%s'],'decoder':%s}".formatted(topic, script);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 1);
      assertThat(uplink.count("ignored")).isEqualTo(1);
      assertThat(uplink.count("dead.lettered")).isZero();
    }
  }

  @Test
  void theyCanBeSetAside(TestBroker broker) throws Exception {
    String topic = topicOf(broker);
    String config =
        "{'topics':['%s'],%s,'entities':{'tombstones':'dead-letter'},'failures':{'strategy':'stop'}}"
            .formatted(topic, JSON);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 2);
      assertThat(uplink.count("dead.lettered")).isEqualTo(1);
      assertThat(uplink.count("delivered")).isEqualTo(1);
      ConsumerRecord<byte[], byte[]> letter =
          broker.consume(uplink.deadLetters(), 1, java.time.Duration.ofSeconds(30)).get(0);
      assertThat(letter.value()).isNull();
      assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("d");
      assertThat(Uplinks.header(letter.headers(), "__connect.errors.exception.message"))
          .contains("tombstone");
    }
  }

  @Test
  void aRouteMayHaveItsOwnPolicyAndADocumentIsDecoded(TestBroker broker) throws Exception {
    String aside = topicOf(broker);
    String whole = topicOf(broker);
    String config =
        ("{'topics':['%1$s','%2$s'],%3$s,'routes':["
                + "{'filter':{'type':'topic','equals':'%1$s'},'entities':{'tombstones':'dead-letter'}},"
                + "{'input':'document','decoder':{'type':'json','deviceName':'/key',"
                + "'attributes':{'gone':'/topic'}}}]}")
            .formatted(aside, whole, JSON);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(aside, 0, 2);
      uplink.awaitCommitted(whole, 0, 2);
      assertThat(uplink.count("dead.lettered")).isEqualTo(1);
      assertThat(uplink.count("delivered")).isEqualTo(3);
      assertThat(context.delivered())
          .filteredOn(batch -> batch.entities().get(0).attributes().containsKey("gone"))
          .extracting(EntityBatch::entities)
          .hasSize(2);
    }
  }

  @Test
  void aDryRunSaysSo() throws Exception {
    KafkaUplink uplink = new KafkaUplink(new LoopGuard());
    JsonNode tombstone = Uplinks.json("{'key':'d','payload':null}");
    JsonNode ignored =
        uplink.dryRun(
            context, Uplinks.config("127.0.0.1:1", "{'topics':['a']," + JSON + "}"), tombstone);
    assertThat(ignored).isEqualTo(Uplinks.json("{'route':'0','ignored':'tombstone'}"));
    String aside = "{'topics':['a'],'entities':{'tombstones':'dead-letter'}," + JSON + "}";
    assertThat(
            uplink.dryRun(context, Uplinks.config("127.0.0.1:1", aside), tombstone).path("error"))
        .hasToString("\"the record is a tombstone: it has no value\"");
  }
}

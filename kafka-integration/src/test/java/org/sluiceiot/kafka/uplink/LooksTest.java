package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.guard.LoopGuard;

/** What somebody who is still writing a configuration can look at. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class LooksTest {
  private final FakeIntegrationContext context = new FakeIntegrationContext();

  private JsonNode look(TestBroker broker, String name, String config, String arguments)
      throws Exception {
    ObjectNode whole = Uplinks.config(broker.bootstrapServers(), config);
    return new KafkaUplink(new LoopGuard()).explore(name, context, whole, Uplinks.json(arguments));
  }

  @Test
  void topicsAreListedWithPartitionsRecordsAndTheNewestTime(TestBroker broker) throws Exception {
    String topic = broker.createTopic(3);
    String empty = broker.createTopic(1);
    broker.produce(
        List.of(
            new ProducerRecord<>(topic, 0, 1_700_000_000_000L, null, new byte[] {1}),
            new ProducerRecord<>(topic, 2, 1_700_000_001_000L, null, new byte[] {2})));
    JsonNode one = look(broker, "topics", "{}", "{'search':'" + topic.toUpperCase() + "'}");
    assertThat(one.toString())
        .isEqualTo(
            "{\"topics\":[{\"name\":\"%s\",\"partitions\":3,\"records\":2,\"newest\":1700000001000}],\"truncated\":false}"
                .formatted(topic));
    JsonNode none = look(broker, "topics", "{}", "{'search':'" + empty + "'}").path("topics");
    assertThat(none.get(0).path("records").asLong(-1)).isZero();
    assertThat(none.get(0).path("newest").isNull()).isTrue();
    assertThat(look(broker, "topics", "{}", "{}").path("topics").findValuesAsText("name"))
        .contains(topic, empty)
        .noneMatch(name -> name.startsWith("__"));
  }

  @Test
  void theNewestRecordsComeFirstWithoutAGroupAndWithoutACommit(TestBroker broker) throws Exception {
    String topic = broker.createTopic(4);
    int groups = groups(broker);
    broker.produce(
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    new ProducerRecord<byte[], byte[]>(
                        topic, i % 4, 1_700_000_000_000L + i, bytes("k" + i), bytes("v" + i)))
            .toList());
    JsonNode answer = look(broker, "records", "{}", "{'topic':'" + topic + "','count':7}");
    assertThat(answer.path("records").findValuesAsText("payload"))
        .extracting(payload -> new String(Base64.getDecoder().decode(payload)))
        .containsExactly("v99", "v98", "v97", "v96", "v95", "v94", "v93");
    assertThat(answer.path("complete").asBoolean()).isTrue();
    assertThat(groups(broker)).isEqualTo(groups);
  }

  @Test
  void aRecordKeepsItsBytesAndWhatIsLargeIsLeftOut(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    byte[] binary = {(byte) 0xff, 0, (byte) 0xfe};
    RecordHeaders headers = new RecordHeaders();
    headers.add("h", binary).add("none", null).add("large", new byte[5000]);
    broker.produce(
        List.of(
            new ProducerRecord<>(topic, 0, 1L, binary, binary, headers),
            new ProducerRecord<>(topic, 0, 2L, null, new byte[70_000]),
            new ProducerRecord<byte[], byte[]>(topic, 0, 3L, null, (byte[]) null)));
    JsonNode records = look(broker, "records", "{}", "{'topic':'" + topic + "'}").path("records");
    String base64 = Base64.getEncoder().encodeToString(binary);
    assertThat(records.get(2).toString())
        .contains(
            "\"key\":{\"base64\":\"" + base64 + "\"}",
            "\"payload\":\"" + base64 + "\"",
            "{\"name\":\"h\",\"value\":{\"base64\":\"" + base64 + "\"}}",
            "{\"name\":\"none\",\"value\":null}",
            "{\"name\":\"large\",\"value\":null}",
            "\"omitted\":true")
        .doesNotContain("\"text\"");
    assertThat(records.get(1).path("payload").isNull()).isTrue();
    assertThat(records.get(1).path("omitted").asBoolean()).isTrue();
    assertThat(records.get(0).path("payload").isNull()).isTrue();
    assertThat(records.get(0).has("omitted")).isFalse();
  }

  @Test
  void aTopicThatDoesNotExistIsNamedAndNotCreated(TestBroker broker) {
    String missing = TestBroker.uniqueName("missing");
    assertThatThrownBy(() -> look(broker, "records", "{}", "{'topic':'" + missing + "'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not host this topic");
    assertThat(TestBroker.get(broker.admin().listTopics().names())).doesNotContain(missing);
  }

  @Test
  void aProposedDecoderDecodesTheRecordThatItWasMadeFrom(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "k", "{\"sensorId\":\"s\",\"temperature\":20.5}");
    JsonNode record =
        look(broker, "records", "{}", "{'topic':'" + topic + "'}").path("records").get(0);
    String argument = "{'record':" + record + "}";
    JsonNode decoder = look(broker, "propose", "{}", argument).path("decoder");
    ObjectNode config = Uplinks.config(broker.bootstrapServers(), "{'topics':['t']}");
    config.set("decoder", decoder);
    JsonNode result = new KafkaUplink(new LoopGuard()).dryRun(context, config, record);
    assertThat(result.path("entities").get(0).path("deviceName").asText()).isEqualTo("s");
    assertThat(result.path("entities")).isEqualTo(result.path("output"));
  }

  @Test
  void deadLettersAreShownAndSentAgainFromAConfigurationThatDoesNotRun(TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    String config = "{'topics':['%s']}".formatted(topic);
    broker.produce(topic, "k", "not json");
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 1);
    }
    JsonNode letters = look(broker, "dead-letters", config, "{}");
    assertThat(letters.path("letters")).hasSize(1);
    assertThat(letters.path("letters").get(0).path("error").asText()).contains("not JSON");
    assertThat(look(broker, "redrive", config, "{}").toString())
        .isEqualTo("{\"sent\":1,\"skipped\":0}");
    assertThat(broker.written(topic)).isEqualTo(2);
    assertThat(look(broker, "redrive", config, "{}").path("sent").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "records|{}|topic: is missing",
        "records|{'topic':'t','count':51}|count: must be a whole number from 1 to 50",
        "propose|{'record':{'payload':'%%'}}|payload: is not base64",
        "propose|{'record':{'text':'7'}}|record: a mapping can be proposed for JSON objects only",
        "dead-letters|{}|topics",
      })
  void whatIsWrongIsNamed(String name, String arguments, String text, TestBroker broker) {
    assertThatThrownBy(() -> look(broker, name, "{}", arguments))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(text);
  }

  @Test
  void aConnectionThatTheOperatorDeniesIsRefusedBeforeAnyoneConnects() throws Exception {
    FakeHost strict =
        new FakeHost().settings(Uplinks.json("{'addresses':{'deniedRanges':['127.0.0.0/8']}}"));
    FakeIntegrationContext denied = new FakeIntegrationContext(FakeHost.owner("form"), strict);
    ObjectNode config = Uplinks.config("127.0.0.1:9092", "{}");
    assertThatThrownBy(
            () ->
                new KafkaUplink(new LoopGuard())
                    .explore("topics", denied, config, Uplinks.json("{}")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("connection.bootstrapServers");
  }

  @Test
  void aBrokerThatIsAwayIsSaidInWords() throws Exception {
    ObjectNode config = Uplinks.config("localhost:1", "{}");
    for (String name : List.of("topics", "records")) {
      assertThatThrownBy(
              () ->
                  new KafkaUplink(new LoopGuard())
                      .explore(name, context, config, Uplinks.json("{'topic':'t'}")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("localhost:1")
          .message()
          .doesNotContain("Exception");
    }
  }

  private static int groups(TestBroker broker) {
    return TestBroker.get(broker.admin().listConsumerGroups().all()).size();
  }

  private static byte[] bytes(String text) {
    return text.getBytes();
  }
}

package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.deadletter.ErrorHeaders;

/** One record never holds up its partition: it is delivered or fails at once. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class PoisonRecordTest {
  private static final String MESSAGE_PACK =
      "{'topics':['%s'],'decoder':{'type':'messagepack','fields':"
          + "{'type':'json','telemetry':{'*':'/v'}}}}";

  /** {@code device: a, v: {t: 2023-11-14T22:13:20Z as extension -1, x: 1}}. */
  private static final byte[] TIMESTAMP = bytes("gqZkZXZpY2WhYaF2gqF01v9lU/EAoXgB");

  private static final byte[] NEXT = bytes("gqZkZXZpY2Wib2uhdoGhdAE=");

  private final FakeIntegrationContext context = new FakeIntegrationContext();

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  @Test
  void messagePackTimestampIsDeliveredAsMilliseconds(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(
        List.of(new ProducerRecord<>(topic, TIMESTAMP), new ProducerRecord<>(topic, NEXT)));
    try (Uplinks uplink = Uplinks.start(broker, context, MESSAGE_PACK.formatted(topic))) {
      uplink.awaitCommitted(topic, 0, 2);
      assertThat(context.delivered().get(0).entities().get(0).telemetry().get(0).values())
          .containsEntry("t", 1_700_000_000_000L);
      assertThat(uplink.count("retried")).isZero();
      assertThat(context.observer().reports())
          .noneMatch(report -> report.state() == State.DEGRADED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // 96 bits: far beyond milliseconds in a long
    "gqZkZXZpY2WhYaF2gaF0xwz/AAAAAH//////////, beyond what milliseconds can say",
    // an extension of no meaning to us: kept, as base64
    "gqZkZXZpY2WhYaF2gaF01AUB, data",
    // bytes within an object
    "gqZkZXZpY2WhYaF2gaF0gaFixAIBAg==, AQI="
  })
  void dryRunAnswersWhatJsonDoesNotHave(String value, String text) throws Exception {
    JsonNode config = Uplinks.config("127.0.0.1:1", MESSAGE_PACK.formatted("any"));
    JsonNode input = Uplinks.json("{'payload':'" + value + "'}");
    JsonNode result = new KafkaUplink(new LoopGuard()).dryRun(context, config, input);
    assertThat(result.toString()).contains(text).doesNotContain("Exception");
  }

  @Test
  void aTimeBeyondMillisecondsFailsAtOnce(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "k", "{\"device\":\"a\",\"ts\":10000000000000000,\"v\":1}");
    broker.produce(topic, "k", "{\"device\":\"a\",\"ts\":1700000000,\"v\":2}");
    String config =
        ("{'topics':['%s'],'decoder':{'type':'json','timestamp':'/ts','timestampFormat':'seconds',"
                + "'telemetry':{'v':'/v'}}}")
            .formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 2);
      assertThat(uplink.count("dead.lettered")).isEqualTo(1);
      assertThat(uplink.count("retried")).isZero();
    }
  }

  @Test
  void whatTheHostThrowsAtARecordIsThatRecordsFailure(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    context.answer(
        batch ->
            batch.entities().get(0).name().equals("bad")
                ? CompletableFuture.failedFuture(
                    new java.io.UncheckedIOException(new java.io.IOException("SELECT 1 failed")))
                : CompletableFuture.completedFuture(null));
    broker.produce(topic, "k", Uplinks.device("bad", 1));
    broker.produce(topic, "k", Uplinks.device("good", 2));
    try (Uplinks uplink = Uplinks.start(broker, context, "{'topics':['" + topic + "']}")) {
      uplink.awaitCommitted(topic, 0, 2);
      ConsumerRecord<byte[], byte[]> letter =
          broker.consume(uplink.deadLetters(), 1, java.time.Duration.ofSeconds(20)).get(0);
      String message = Uplinks.header(letter.headers(), ErrorHeaders.MESSAGE);
      assertThat(message).contains("the host", topic + "-0@0").doesNotContain("SELECT");
      assertThat(context.observer().events(Event.Kind.ERROR).toString())
          .contains(message)
          .doesNotContain("IOException", "SELECT");
    }
  }

  @Test
  void aRecordThatNoDeadLetterTopicTakesIsNamedWithoutItsValue(TestBroker broker) throws Exception {
    String topic =
        broker.createTopic(TestBroker.uniqueName("big"), 1, Map.of("max.message.bytes", "6000000"));
    String letters =
        broker.createTopic(
            TestBroker.uniqueName("small"), 1, Map.of("max.message.bytes", "100000"));
    byte[] big = new byte[3_000_000];
    new java.util.Random(1).nextBytes(big);
    try (var producer = Big.producer(broker)) {
      producer.send(new ProducerRecord<>(topic, new byte[] {'k'}, big)).get();
      producer
          .send(new ProducerRecord<>(topic, new byte[] {'k'}, Uplinks.device("d", 1).getBytes()))
          .get();
    }
    String config =
        "{'topics':['%s'],'failures':{'deadLetterTopic':'%s'}}".formatted(topic, letters);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 2);
      ConsumerRecord<byte[], byte[]> letter =
          broker.consume(letters, 1, java.time.Duration.ofSeconds(20)).get(0);
      assertThat(letter.value()).isNull();
      assertThat(letter.key()).isEqualTo(new byte[] {'k'});
      assertThat(Uplinks.header(letter.headers(), ErrorHeaders.OFFSET)).isEqualTo("0");
      assertThat(Uplinks.header(letter.headers(), ErrorHeaders.VALUE_OMITTED)).contains("larger");
      JsonNode again = uplink.uplink().command("redrive", Uplinks.NOTHING);
      assertThat(again.path("sent").asInt()).isZero();
      assertThat(again.path("skipped").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aBlownUpRecordFitsItsDeadLetterTopicAsItFittedItsOwn(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    byte[] blanks = new byte[5_000_000];
    Arrays.fill(blanks, (byte) ' ');
    try (var producer = Big.compressing(broker)) {
      producer.send(new ProducerRecord<>(topic, blanks)).get();
    }
    try (Uplinks uplink = Uplinks.start(broker, context, "{'topics':['" + topic + "']}")) {
      uplink.awaitCount("dead.lettered", 1);
      assertThat(
              broker
                  .consume(uplink.deadLetters(), 1, java.time.Duration.ofSeconds(20))
                  .get(0)
                  .value())
          .isEqualTo(blanks);
    }
  }
}

package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/** The main job, as a user does it: over REST, against a host process and a real broker. */
@ExtendWith(BrokerExtension.class)
class MainJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ERRORS = "__connect.errors.";
  @TempDir static Path folder;
  private static HostProcess host;
  private static Rest operator;

  @BeforeAll
  static void startHost() {
    host = new HostProcess(folder.resolve("data"));
    operator = host.operator();
  }

  @AfterAll
  static void stopHost() {
    host.close();
  }

  @Test
  void recordsBecomeTelemetryAndMessagesBecomeRecords(TestBroker broker) {
    String in = broker.createTopic(3);
    String out = broker.createTopic(2);
    TenantSite site = TenantSite.create(operator, in, true);
    site.saveChain(broker.bootstrapServers(), out).expect(200);
    String uplink = site.startUplink("group-" + in, broker.bootstrapServers(), in);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      records.add(reading(in, "sensor-" + i % 10, 1_700_000_000_000L + i, i % 50));
    }
    broker.produce(records);

    await().atMost(PATIENCE).until(() -> site.counter(uplink, "delivered") == 1000);
    assertThat(site.devices()).isEqualTo(10);
    JsonNode points = site.points("sensor-7", "temperature");
    assertThat(points).hasSize(100);
    List<Double> values = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    points.forEach(
        point -> {
          times.add(point.get(0).asLong());
          values.add(point.get(1).asDouble());
        });
    assertThat(times).allMatch(ts -> (ts - 1_700_000_000_000L) % 10 == 7).doesNotHaveDuplicates();
    assertThat(values).containsOnly(7.0, 17.0, 27.0, 37.0, 47.0);

    List<ConsumerRecord<byte[], byte[]>> alarms = broker.consume(out, 380, PATIENCE);
    assertThat(alarms).hasSize(380).allMatch(alarm -> temperature(alarm) > 30);
    assertThat(orderOf(alarms, "sensor-9")).isSorted().hasSize(40);
    JsonNode ends = site.root().path("status").path("counters");
    assertThat(ends.path("messages").asLong())
        .isEqualTo(
            ends.path("success").asLong()
                + ends.path("failure").asLong()
                + ends.path("loop").asLong())
        .isEqualTo(1000);
    awaitCommitted(broker, site.group("group-" + in), in, 1000);
  }

  @Test
  void badRecordsGoToTheDeadLetterTopicAndTheRestFlowsOn(TestBroker broker) {
    Map<String, String> large = Map.of("max.message.bytes", "8000000");
    String in = broker.createTopic(TestBroker.uniqueName("in"), 1, large);
    TenantSite site = TenantSite.create(operator, in, true);
    String uplink = site.startUplink("group-" + in, broker.bootstrapServers(), in);
    List<byte[]> bad = new ArrayList<>();
    bad.add("not JSON {".getBytes(StandardCharsets.UTF_8));
    bad.add(new byte[0]);
    bad.add("{\"device\":\"d\",\"telemetry\":17}".getBytes(StandardCharsets.UTF_8));
    bad.add("{\"telemetry\":{\"temperature\":1}}".getBytes(StandardCharsets.UTF_8));
    byte[] huge = "x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < bad.size(); i++) {
      byte[] key = ("key-" + i).getBytes(StandardCharsets.UTF_8);
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(in, 0, key, bad.get(i));
      record.headers().add("trace", new byte[] {1, (byte) i});
      records.add(record);
      records.add(reading(in, "good", 1_700_000_000_000L + i, i));
    }
    // A tombstone is no bad record: it is passed over.
    records.add(new ProducerRecord<>(in, 0, "gone".getBytes(StandardCharsets.UTF_8), null));
    broker.produce(records);
    sendHuge(broker, in, huge);
    broker.produce(List.of(reading(in, "good", 1_700_000_000_900L, 9)));

    await().atMost(PATIENCE).until(() -> site.counter(uplink, "delivered") == bad.size() + 1);
    awaitCommitted(broker, site.group("group-" + in), in, 2L * bad.size() + 3);
    assertThat(site.counter(uplink, "ignored")).isEqualTo(1);
    assertThat(site.points("good", "temperature")).hasSize(bad.size() + 1);
    List<ConsumerRecord<byte[], byte[]>> dead =
        broker.consume(site.group("group-" + in) + ".dead-letter", bad.size() + 1, PATIENCE);
    assertThat(dead).hasSize(bad.size() + 1);
    for (int i = 0; i < bad.size(); i++) {
      ConsumerRecord<byte[], byte[]> letter = ofKey(dead, "key-" + i);
      assertThat(letter.value()).isEqualTo(bad.get(i));
      assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1, i);
      assertThat(header(letter, "topic")).isEqualTo(in);
      assertThat(header(letter, "partition")).isEqualTo("0");
      assertThat(header(letter, "offset")).isEqualTo(Integer.toString(2 * i));
      assertThat(header(letter, "connector.name")).isNotBlank();
      assertThat(header(letter, "task.id")).isNotBlank();
      assertThat(header(letter, "stage")).isNotBlank();
      assertThat(header(letter, "class.name")).isNotBlank();
      assertThat(header(letter, "exception.class.name")).endsWith("Exception");
      assertThat(header(letter, "exception.message")).isNotBlank();
      assertThat(header(letter, "exception.stacktrace")).contains("at ");
    }
    assertThat(dead).anyMatch(letter -> Arrays.equals(letter.value(), huge));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tbel", "javascript"})
  void aScriptThatNeverEndsCostsItsRecordAndNothingElse(String language, TestBroker broker) {
    String in = broker.createTopic(1);
    TenantSite site = TenantSite.create(operator, in, true);
    // a class is translated, by a library that the plugin sees through the host
    String newer = language.equals("javascript") ? "class Z { of(...x) { return x } } " : "";
    String script =
        newer
            + "if (payload[0] == 33) { while (true) { } } "
            + "return {deviceName: 'scripted', telemetry: {length: payload.length}};";
    Map<String, Object> decoder = Map.of("type", language, "script", script);
    String uplink =
        site.addUplink("group-" + in, broker.bootstrapServers(), in, decoder)
            .expect(201)
            .path("id")
            .asText();
    site.enable(uplink).expect(200);
    broker.produce(in, "a", "good");
    // Without a time of its own a point gets the host's: two of one millisecond are one point.
    await().atMost(PATIENCE).until(() -> site.counter(uplink, "delivered") == 1);
    broker.produce(in, "b", "!endless");
    broker.produce(in, "c", "good again");
    await().atMost(PATIENCE).until(() -> site.counter(uplink, "delivered") == 2);
    awaitCommitted(broker, site.group("group-" + in), in, 3);
    List<ConsumerRecord<byte[], byte[]>> dead =
        broker.consume(site.group("group-" + in) + ".dead-letter", 1, PATIENCE);
    assertThat(dead.get(0).value()).isEqualTo("!endless".getBytes(StandardCharsets.UTF_8));
    assertThat(header(dead.get(0), "exception.message")).contains("ms");
    assertThat(site.points("scripted", "length")).hasSize(2);
  }

  @Test
  void readingARecordAgainChangesNothing(TestBroker broker) {
    String in = broker.createTopic(1);
    TenantSite site = TenantSite.create(operator, in, true);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(reading(in, "again", 1_700_000_000_000L + i, i));
    }
    broker.produce(records);
    String first = site.startUplink("first-" + in, broker.bootstrapServers(), in);
    await().atMost(PATIENCE).until(() -> site.counter(first, "delivered") == 100);
    JsonNode before = site.points("again", "temperature");

    String second = site.startUplink("second-" + in, broker.bootstrapServers(), in);
    await().atMost(PATIENCE).until(() -> site.counter(second, "delivered") == 100);
    assertThat(site.points("again", "temperature")).hasSize(100).isEqualTo(before);
    assertThat(site.devices()).isEqualTo(1);
  }

  @Test
  void aTenantWithoutThePluginIsToldSo(TestBroker broker) {
    String in = broker.createTopic(1);
    TenantSite site = TenantSite.create(operator, in, false);
    Rest.Answer integration = site.addUplink("nobody", broker.bootstrapServers(), in);
    assertThat(integration.status()).isBetween(400, 409);
    assertThat(integration.body().toString()).contains("kafka").contains("not enabled");
    Rest.Answer chain = site.saveChain(broker.bootstrapServers(), in + "-out");
    assertThat(chain.status()).isBetween(400, 409);
    assertThat(chain.body().toString()).contains("kafka").contains("not enabled");
  }

  @Test
  void aCircleOnOneClusterIsRefusedWhateverTheBootstrapStrings(TestBroker broker) {
    String topic = broker.createTopic(1);
    TenantSite site = TenantSite.create(operator, topic, true);
    site.saveChain(broker.bootstrapServers(), topic).expect(200);
    String otherName = broker.bootstrapServers().replace("127.0.0.1", "localhost");
    assertThat(otherName).isNotEqualTo(broker.bootstrapServers());
    String uplink =
        site.addUplink("circle-" + topic, otherName, topic).expect(201).path("id").asText();
    Rest.Answer refused = site.enable(uplink);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().toString())
        .contains("circle-" + topic)
        .contains("alarms")
        .contains("'" + topic + "'");
    assertThat(site.integration(uplink).path("enabled").asBoolean()).isFalse();
    broker.produce(topic, "k", "{\"device\":\"loop\",\"telemetry\":{\"temperature\":99}}");
    assertThat(site.devices()).isZero();
  }

  private static ProducerRecord<byte[], byte[]> reading(
      String topic, String device, long ts, double temperature) {
    String value =
        "{\"device\":\"%s\",\"ts\":%d,\"telemetry\":{\"temperature\":%s}}"
            .formatted(device, ts, temperature);
    return new ProducerRecord<>(
        topic, device.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  private static void sendHuge(TestBroker broker, String topic, byte[] value) {
    try (var producer =
        new org.apache.kafka.clients.producer.KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", broker.bootstrapServers(), "max.request.size", 8_000_000),
            new org.apache.kafka.common.serialization.ByteArraySerializer(),
            new org.apache.kafka.common.serialization.ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, null, value));
    }
  }

  private static double temperature(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Rest.JSON.readTree(record.value()).path("temperature").asDouble();
    } catch (java.io.IOException e) {
      throw new AssertionError("not JSON", e);
    }
  }

  /** Event times of a device's alarms as they stand in the topic. */
  private static List<Long> orderOf(List<ConsumerRecord<byte[], byte[]>> alarms, String device) {
    return alarms.stream()
        .filter(alarm -> device.equals(new String(alarm.key(), StandardCharsets.UTF_8)))
        .map(ConsumerRecord::timestamp)
        .toList();
  }

  private static ConsumerRecord<byte[], byte[]> ofKey(
      List<ConsumerRecord<byte[], byte[]>> records, String key) {
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    return records.stream()
        .filter(record -> Arrays.equals(record.key(), wanted))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no dead letter of key " + key));
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    assertThat(letter.headers().lastHeader(ERRORS + name)).as(name).isNotNull();
    return new String(letter.headers().lastHeader(ERRORS + name).value(), StandardCharsets.UTF_8);
  }

  private static void awaitCommitted(TestBroker broker, String group, String topic, long sum) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                broker
                    .admin()
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> isOf(entry.getKey(), topic))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum(),
            committed -> committed == sum);
  }

  private static boolean isOf(TopicPartition partition, String topic) {
    return partition.topic().equals(topic);
  }
}

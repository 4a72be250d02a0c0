package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.awaitility.Awaitility;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.guard.LoopGuard;

/** A started uplink and what tests ask of it. */
final class Uplinks implements AutoCloseable {
  static final JsonNode NOTHING = JsonPayload.MAPPER.createObjectNode();

  private final TestBroker broker;
  private final FakeIntegrationContext context;
  private final KafkaUplink uplink;

  private Uplinks(TestBroker broker, FakeIntegrationContext context, KafkaUplink uplink) {
    this.broker = broker;
    this.context = context;
    this.uplink = uplink;
  }

  /** Starts an uplink with a guard of its own; {@code json} with ' for ". */
  static Uplinks start(TestBroker broker, FakeIntegrationContext context, String json)
      throws Exception {
    return start(broker, context, json, broker.bootstrapServers());
  }

  /** Starts one that reaches the broker at another address. */
  static Uplinks start(
      TestBroker broker, FakeIntegrationContext context, String json, String servers)
      throws Exception {
    KafkaUplink uplink = new KafkaUplink(new LoopGuard());
    uplink.start(context, config(servers, json));
    return new Uplinks(broker, context, uplink);
  }

  static ObjectNode config(String servers, String json) throws Exception {
    ObjectNode config = (ObjectNode) json(json);
    config.putObject("connection").put("bootstrapServers", servers);
    return config;
  }

  static JsonNode json(String text) throws Exception {
    return JsonPayload.MAPPER.readTree(text.replace('\'', '"'));
  }

  static String device(String name, long value) {
    return "{\"deviceName\":\"%s\",\"telemetry\":{\"v\":%d}}".formatted(name, value);
  }

  KafkaUplink uplink() {
    return uplink;
  }

  JsonNode statistics() {
    return uplink.command("statistics", NOTHING);
  }

  long count(String name) {
    return statistics().path(name).asLong();
  }

  void awaitCount(String name, long count) {
    await(() -> count(name) >= count);
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  String group() {
    return context.self().tenant() + "-sluice-" + context.self().id();
  }

  String deadLetters() {
    return group() + ".dead-letter";
  }

  /** The group's committed offset, or -1. */
  long committed(String topic, int partition) {
    TopicPartition wanted = new TopicPartition(topic, partition);
    OffsetAndMetadata found =
        TestBroker.get(
                broker.admin().listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata())
            .get(wanted);
    return found == null ? -1 : found.offset();
  }

  void awaitCommitted(String topic, int partition, long offset) {
    await(() -> committed(topic, partition) == offset);
  }

  static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** Keys of partitions whose lag is known. */
  Set<String> states() {
    return Set.of(context.observer().last().state().name());
  }

  @Override
  public void close() {
    uplink.stop();
  }
}

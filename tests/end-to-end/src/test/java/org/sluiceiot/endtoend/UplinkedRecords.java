package org.sluiceiot.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.sluiceiot.fixtures.TestBroker;

/**
 * Telemetry on its real way: records of one partition, uplink, rule chain, database. What the
 * uplink committed is what the host acknowledged. One thread produces.
 */
final class UplinkedRecords {
  private static final String DEVICE = "uplinked";
  private static final String GROUP = "uplinked";

  /** Times of records are milliseconds after this one. */
  private static final long EPOCH = 1_700_000_000_000L;

  private final TestBroker broker;
  private final String topic;
  private final String group;
  private final String tenantPath;
  private volatile int produced;

  UplinkedRecords(TestBroker broker, Rest operator, String name) {
    this.broker = broker;
    topic = broker.createTopic(1);
    TenantSite site = TenantSite.create(operator, name, true);
    group = site.group(GROUP);
    tenantPath = "/api/tenants/" + group.substring(0, group.length() - GROUP.length() - 1);
    Map<String, Object> connection =
        Map.of(
            "bootstrapServers",
            broker.bootstrapServers(),
            // The broker waits that long for a member that was killed.
            "otherProperties",
            Map.of("session.timeout.ms", "6000"));
    Map<String, Object> config =
        Map.of(
            "connection",
            connection,
            "topics",
            List.of(topic),
            "groupId",
            GROUP,
            "decoder",
            Map.of("type", "json"));
    operator
        .send(
            "POST",
            tenantPath + "/integrations",
            Map.of("name", "uplink", "type", "kafka-uplink", "enabled", true, "config", config))
        .expect(201);
  }

  /** Sends one more record. */
  void produce() {
    int number = produced + 1;
    String value =
        "{\"device\":\"%s\",\"ts\":%d,\"telemetry\":{\"t\":%d}}"
            .formatted(DEVICE, EPOCH + number, number);
    broker.produce(
        List.of(
            new ProducerRecord<>(
                topic,
                DEVICE.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8))));
    produced = number;
  }

  /** Records sent. */
  int produced() {
    return produced;
  }

  /** Records that the host has acknowledged. */
  int committed() {
    var offsets =
        TestBroker.get(
            broker.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    var offset = offsets.get(new TopicPartition(topic, 0));
    return offset == null ? 0 : (int) offset.offset();
  }

  /** How many of the first records the host does not have. */
  int missing(Rest rest, int first) {
    Set<Integer> found = new HashSet<>();
    JsonNode devices = rest.get(tenantPath + "/entities?kind=device&search=" + DEVICE);
    for (JsonNode device : devices.path("items")) {
      String points =
          tenantPath + "/entities/" + device.path("id").asText() + "/telemetry?keys=t&limit=10000";
      for (int from = 0; from < first; from += 5_000) {
        String part = "&from=%d&to=%d".formatted(EPOCH + from, EPOCH + from + 5_001);
        rest.get(points + part).path("t").forEach(point -> found.add(point.path(1).asInt()));
      }
    }
    return (int) IntStream.rangeClosed(1, first).filter(number -> !found.contains(number)).count();
  }
}

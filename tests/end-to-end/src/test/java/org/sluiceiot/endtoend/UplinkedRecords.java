package org.sluiceiot.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.sluiceiot.fixtures.TestBroker;

/**
 * Telemetry on its real way: records of one partition, uplink, rule chain, database. What the
 * uplink committed is what the host acknowledged. One thread produces.
 */
final class UplinkedRecords {
  private static final String DEVICE = "uplinked";

  private final TestBroker broker;
  private final String topic;
  private final String group;
  private final String tenantPath;
  private volatile int produced;

  UplinkedRecords(TestBroker broker, Rest operator, String name) {
    this.broker = broker;
    topic = broker.createTopic(1);
    TenantSite site = TenantSite.create(operator, name, true);
    site.startUplink("uplink", broker.bootstrapServers(), topic);
    group = site.group("uplink");
    tenantPath = "/api/tenants/" + group.substring(0, group.length() - "-uplink".length());
  }

  /** Sends one more record. */
  void produce() {
    int ts = produced + 1;
    String value = "{\"device\":\"%s\",\"ts\":%d,\"telemetry\":{\"t\":%d}}".formatted(DEVICE, ts, ts);
    broker.produce(
        List.of(
            new ProducerRecord<>(
                topic,
                DEVICE.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8))));
    produced = ts;
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
        String part = "&from=%d&to=%d".formatted(from, from + 5_001);
        rest.get(points + part).path("t").forEach(point -> found.add(point.path(0).asInt()));
      }
    }
    int missing = 0;
    for (int ts = 1; ts <= first; ts++) {
      missing += found.contains(ts) ? 0 : 1;
    }
    return missing;
  }
}

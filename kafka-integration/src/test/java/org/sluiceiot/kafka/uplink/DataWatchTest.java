package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.MutableClock;
import org.sluiceiot.fixtures.TestBroker;

/** What goes well and yet saves nothing, or less than was sent, is counted and told. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class DataWatchTest {
  private static final String JSON = "{'topics':['%s'],'decoder':{'type':'json'%s}}";

  private final MutableClock clock = new MutableClock();
  private final FakeIntegrationContext context =
      new FakeIntegrationContext(FakeHost.owner("watched"), new FakeHost().clock(clock));

  private static ProducerRecord<byte[], byte[]> record(
      String topic, Long timestamp, String key, String value) {
    return new ProducerRecord<>(
        topic,
        0,
        timestamp,
        key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  private List<Event> alarms(String incident) {
    return context.observer().events(Event.Kind.ALARM).stream()
        .filter(event -> incident.equals(event.details().get("incident")))
        .toList();
  }

  /** Values by entity, key and time, as a host stores them. */
  private Map<String, Object> stored() {
    Map<String, Object> stored = new HashMap<>();
    context.delivered().stream()
        .flatMap(batch -> batch.entities().stream())
        .forEach(entity -> points(entity).forEach(p -> stored.put(p.getKey(), p.getValue())));
    return stored;
  }

  private static Stream<Map.Entry<String, Object>> points(EntityData entity) {
    return entity.telemetry().stream()
        .flatMap(
            point ->
                point.values().entrySet().stream()
                    .map(
                        value ->
                            Map.entry(
                                entity.name() + value.getKey() + point.timestamp(),
                                value.getValue())));
  }

  @Test
  void case03ReplayWithoutTs(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    long first = System.currentTimeMillis() - Duration.ofHours(48).toMillis();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      long time = first + Duration.ofHours(i).toMillis();
      records.add(record(topic, time, "replay-1", "{\"t\":" + (20 + i) + "}"));
    }
    broker.produce(records);
    for (int i = 1; i <= 2; i++) {
      String config =
          "{'topics':['%s'],'groupId':'replay-%d','decoder':{'type':'thingsboard-telemetry'}}"
              .formatted(topic, i);
      try (Uplinks uplink = Uplinks.start(broker, context, config)) {
        context.awaitDelivered(10 * i);
        uplink.awaitCount("delivered", 10);
        assertThat(uplink.count("overwritten")).isZero();
      }
      assertThat(stored()).hasSize(10);
      for (int hour = 0; hour < 10; hour++) {
        Instant time = Instant.ofEpochMilli(first).plus(Duration.ofHours(hour));
        assertThat(stored()).containsEntry("replay-1t" + time, 20L + hour);
      }
    }
  }

  @Test
  void case06BurstSameMillisecond(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String value = "{\"device\":\"burst-1\",\"v\":{\"n\":" + i + "}}";
      records.add(record(topic, 1_700_000_000_000L + i / 40, "burst-1", value));
    }
    broker.produce(records);
    try (Uplinks uplink =
        Uplinks.start(broker, context, JSON.formatted(topic, ",'telemetry':{'*':'/v'}"))) {
      uplink.awaitCount("delivered", 1000);
      assertThat(stored()).hasSize(25);
      assertThat(uplink.count("overwritten")).isEqualTo(975);
      assertThat(context.observer().metrics().count("overwritten")).isEqualTo(975);
      assertThat(alarms("overwritten-value")).hasSize(1);
      assertThat(alarms("overwritten-value").get(0).text()).contains("'n'", "'burst-1'");
      Uplinks.await(
          () -> {
            clock.advance(Duration.ofMinutes(2));
            return context.observer().events(Event.Kind.LIFECYCLE).stream()
                .anyMatch(event -> "resolved".equals(event.details().get("phase")));
          });
    }
  }

  @Test
  void aRecordWithoutValuesIsDeliveredCountedAndTold(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      records.add(record(topic, null, "k", "{\"device\":\"mute-" + i + "\",\"values\":{\"t\":1}}"));
    }
    records.add(record(topic, null, "k", "{\"device\":\"flat\",\"t\":1}"));
    broker.produce(records);
    try (Uplinks uplink = Uplinks.start(broker, context, JSON.formatted(topic, ""))) {
      uplink.awaitCount("delivered", 6);
      assertThat(uplink.count("empty")).isEqualTo(5);
      assertThat(uplink.count("received")).isEqualTo(6);
      assertThat(alarms("empty-record")).hasSize(1);
      assertThat(alarms("empty-record").get(0).text())
          .contains("'mute-0'", "{\"device\":\"mute-0\",\"values\":{\"t\":1}}");
      assertThat(uplink.uplink().command("last-inputs", Uplinks.NOTHING).toString())
          .contains("neither telemetry nor attributes");
      uplink.awaitCommitted(topic, 0, 6);
    }
  }

  @Test
  void aPointerThatNeverFindsAnythingIsToldAfterAMinute(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "k", "{\"device\":\"d\",\"v\":{\"temp \":1,\"x\":2}}");
    String config =
        JSON.formatted(topic, ",'telemetry':{'a':'/v/temp','b':'/v/x'},'timestamp':'/when'");
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCount("delivered", 1);
      clock.advance(Duration.ofMinutes(2));
      Uplinks.await(() -> !alarms("unfound-pointer").isEmpty());
      assertThat(alarms("unfound-pointer").get(0).text())
          .contains("telemetry.a (/v/temp)", "timestamp (/when)")
          .doesNotContain("telemetry.b");
    }
  }

  @Test
  void valuesThatAreNotFiniteAreCounted(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(
        topic, "k", "{\"device\":\"d\",\"telemetry\":{\"a\":NaN,\"b\":-Infinity,\"c\":1}}");
    try (Uplinks uplink = Uplinks.start(broker, context, JSON.formatted(topic, ""))) {
      uplink.awaitCount("delivered", 1);
      assertThat(uplink.count("non.finite")).isEqualTo(2);
      assertThat(stored()).hasSize(1);
    }
  }
}

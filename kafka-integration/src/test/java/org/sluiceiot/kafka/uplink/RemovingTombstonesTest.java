package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.RemovedAttributes;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.guard.LoopGuard;

/** Tombstones that delete attributes of the entity that their key, header or topic names. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class RemovingTombstonesTest {
  private static final String BY_KEY =
      "'decoder':{'type':'json','deviceName':'/device ?? record:key','attributes':{'*':'/a'}}";
  private static final String DELETE = "'entities':{'tombstones':'delete-attributes'}";
  private static final RemovedAttributes ALL = RemovedAttributes.of(Set.of());

  private final FakeIntegrationContext context = new FakeIntegrationContext();
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

  private void record(String topic, byte[] key, String value, String... header) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, bytes);
    for (int i = 0; i < header.length; i += 2) {
      byte[] text = header[i + 1].getBytes(StandardCharsets.UTF_8);
      record.headers().add(new RecordHeader(header[i], text));
    }
    records.add(record);
  }

  private static byte[] text(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private List<EntityData> removed() {
    return context.delivered().stream()
        .flatMap(batch -> batch.entities().stream())
        .filter(entity -> entity.removed().any())
        .toList();
  }

  private static void sumsUp(Uplinks uplink, long received) {
    assertThat(uplink.count("received")).isEqualTo(received);
    long ended = 0;
    for (String outcome : List.of("delivered", "ignored", "skipped", "dead.lettered")) {
      ended += uplink.count(outcome);
    }
    assertThat(ended).isEqualTo(received);
    assertThat(uplink.count("empty")).isZero();
    assertThat(uplink.count("overwritten")).isZero();
  }

  @Test
  void whatTheKeyNamesLosesItsAttributesBetweenTwoWrites(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    record(topic, text("boiler"), "{\"a\":{\"model\":\"B1\"}}");
    record(topic, text("boiler"), null);
    record(topic, text("boiler"), "{\"a\":{\"model\":\"B2\"}}");
    broker.produce(records);
    String config = "{'topics':['%s'],%s,%s}".formatted(topic, BY_KEY, DELETE);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 3);
      sumsUp(uplink, 3);
      assertThat(uplink.count("delivered")).isEqualTo(3);
    }
    assertThat(context.delivered())
        .extracting(batch -> batch.entities().get(0).removed())
        .containsExactly(RemovedAttributes.NONE, ALL, RemovedAttributes.NONE);
    EntityBatch tombstone = context.delivered().get(1);
    assertThat(tombstone.allowCreate()).isFalse();
    assertThat(tombstone.entities().get(0).name()).isEqualTo("boiler");
    assertThat(tombstone.metadata()).containsEntry("kafka.in.key", "boiler");
    assertThat(context.observer().events(Event.Kind.ERROR)).isEmpty();
  }

  @Test
  void keysOfEveryEncodingNameTheEntity(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    record(topic, ByteBuffer.allocate(8).putLong(4711).array(), null);
    record(topic, ByteBuffer.allocate(4).putInt(12).array(), null);
    record(topic, text("{\"id\":7}"), null);
    record(topic, text("Kessel Süd"), null);
    broker.produce(records);
    String config =
        "{'topics':['%s'],'decoder':{'type':'csv','fields':{'assetName':'record:key/id ?? record:key'}},%s}"
            .formatted(
                topic,
                "'entities':{'tombstones':'delete-attributes','tombstoneKeys':['model','site']}");
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 4);
      sumsUp(uplink, 4);
    }
    assertThat(removed())
        .extracting(EntityData::name)
        .containsExactlyInAnyOrder("4711", "12", "7", "Kessel Süd");
    assertThat(removed())
        .allMatch(entity -> entity.kind() == EntityData.Kind.ASSET)
        .allMatch(entity -> entity.removed().keys().equals(Set.of("model", "site")))
        .noneMatch(entity -> entity.removed().every());
  }

  @Test
  void aHeaderOrTheTopicMayNameIt(TestBroker broker) throws Exception {
    String byHeader = broker.createTopic(1);
    String byTopic = broker.createTopic(1);
    record(byHeader, null, null, "device", "d1");
    record(byHeader, text("k"), null, "device", "d2", "device", "d3");
    record(byTopic, null, null);
    broker.produce(records);
    String config =
        ("{'topics':['%1$s','%2$s'],%3$s,'routes':["
                + "{'filter':{'type':'topic','equals':'%1$s'},'decoder':{'type':'json','deviceName':'record:header.device'}},"
                + "{'decoder':{'type':'json','deviceName':'/name ?? record:topic ?? \\u0027none\\u0027'}}]}")
            .formatted(byHeader, byTopic, DELETE);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(byHeader, 0, 2);
      uplink.awaitCommitted(byTopic, 0, 1);
      sumsUp(uplink, 3);
    }
    assertThat(removed())
        .extracting(EntityData::name)
        .containsExactlyInAnyOrder("d1", "d3", byTopic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'tbel','script':'return {deviceName: metadata[\\'kafka.in.key\\'], telemetry: {t: 1}};'}",
        "{'type':'thingsboard'}",
        "{'type':'sparkplug-b'}",
        "{'type':'json'}"
      })
  void withAnyDecoderTheNameThatMustEqualNamesIt(String decoder, TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    record(topic, text("d"), null);
    broker.produce(records);
    String config =
        "{'topics':['%s'],'decoder':%s,'entities':{'tombstones':'delete-attributes','nameMustEqual':'key'}}"
            .formatted(topic, decoder.replace("\\'", "\\u0022"));
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 1);
      sumsUp(uplink, 1);
    }
    assertThat(removed()).containsExactly(EntityData.removing(EntityData.Kind.DEVICE, "d", ALL));
  }

  @Test
  void oneThatNamesNothingIsSetAsideAndTheRestGoesOn(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    record(topic, null, null);
    record(topic, text("  "), null);
    record(topic, text("d"), null);
    broker.produce(records);
    String config =
        "{'topics':['%s'],%s,%s,'failures':{'strategy':'stop'}}".formatted(topic, BY_KEY, DELETE);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 3);
      sumsUp(uplink, 3);
      assertThat(uplink.count("dead.lettered")).isEqualTo(2);
      var letter = broker.consume(uplink.deadLetters(), 2, Duration.ofSeconds(30)).get(0);
      assertThat(Uplinks.header(letter.headers(), "__connect.errors.exception.message"))
          .contains("tombstone that names no entity");
    }
    assertThat(removed()).extracting(EntityData::name).containsExactly("d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'json'}",
        "{'type':'json','deviceName':'/id ?? metadata:name'}",
        "{'type':'json','deviceName':'record:offset'}",
        "{'type':'thingsboard'}",
        "{'type':'thingsboard-telemetry','shape':'gateway'}",
        "{'type':'tbel','script':'return {};'}"
      })
  void aRouteThatOnlyValuesNameIsRefused(String decoder) throws Exception {
    String config = "{'topics':['a'],'decoder':%s,%s}".formatted(decoder, DELETE);
    assertThatThrownBy(() -> validate(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("entities.tombstones")
        .hasMessageContaining("only a value names an entity here");
  }

  @Test
  void theRouteIsNamedInTheRefusal() throws Exception {
    String config =
        "{'topics':['a'],%s,'routes':[{'decoder':{'type':'thingsboard'}},{'decoder':{'type':'json'},%s}]}"
            .formatted(BY_KEY, DELETE);
    assertThatThrownBy(() -> validate(config))
        .hasMessageContaining("routes[1].entities.tombstones")
        .hasMessageNotContaining("routes[0]");
  }

  @Test
  void aHostThatCannotDeleteRefusesIt() throws Exception {
    context.withoutRemovals();
    String config = "{'topics':['a'],%s,'routes':[{%s}]}".formatted(BY_KEY, DELETE);
    assertThatThrownBy(() -> validate(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("routes[0].entities.tombstones")
        .hasMessageContaining("this host offers integrations no way to delete attributes");
  }

  private void validate(String config) throws Exception {
    new KafkaUplink(new LoopGuard()).validate(context, Uplinks.config("127.0.0.1:1", config));
  }

  @Test
  void aDryRunShowsIt() throws Exception {
    String config = "{'topics':['a'],%s,%s}".formatted(BY_KEY, DELETE);
    KafkaUplink uplink = new KafkaUplink(new LoopGuard());
    assertThat(
            uplink
                .dryRun(
                    context,
                    Uplinks.config("127.0.0.1:1", config),
                    Uplinks.json("{'key':'d','payload':null}"))
                .at("/entities/0"))
        .isEqualTo(
            Uplinks.json(
                "{'deviceName':'d','deviceType':'default','attributes':{},'telemetry':[],"
                    + "'removedAttributes':['*']}"));
    assertThat(
            uplink
                .dryRun(
                    context,
                    Uplinks.config("127.0.0.1:1", config),
                    Uplinks.json("{'payload':null}"))
                .path("error")
                .asText())
        .contains("names no entity");
  }
}

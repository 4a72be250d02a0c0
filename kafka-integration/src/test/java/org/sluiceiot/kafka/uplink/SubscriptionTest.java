package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

@ExtendWith({LeakCheck.class, BrokerExtension.class})
class SubscriptionTest {
  private final FakeIntegrationContext context = new FakeIntegrationContext();

  @Test
  void latestBeginsWithWhatComesNowAndCommitsThatAtOnce(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "a", Uplinks.device("old", 1));
    String config = "{'topics':['%s'],'startAt':'latest'}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      context.observer().awaitState(State.RUNNING);
      uplink.awaitCommitted(topic, 0, 1);
    }
    broker.produce(topic, "a", Uplinks.device("while down", 2));
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      assertThat(names(1)).containsExactly("while down");
      uplink.awaitCommitted(topic, 0, 2);
    }
  }

  @Test
  void aPartitionThatAppearsLaterIsReadFromItsFirstRecord(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "a", Uplinks.device("old", 1));
    String config = "{'topics':['%s'],'startAt':'latest'}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 1);
    }
    TestBroker.get(
        broker.admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all());
    broker.produce(List.of(record(topic, 1, 0, "in the new one")));
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      assertThat(names(1)).containsExactly("in the new one");
      uplink.awaitCommitted(topic, 1, 1);
    }
  }

  @Test
  void aTimeBeginsAtTheFirstRecordNotOlder(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    long noon = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();
    broker.produce(
        List.of(
            record(topic, 0, noon - 1, "before"),
            record(topic, 0, noon, "noon"),
            record(topic, 0, noon + 1, "after")));
    String config = "{'topics':['%s'],'startAt':'2026-01-01T12:00:00Z'}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      assertThat(names(2)).containsExactly("noon", "after");
      uplink.awaitCommitted(topic, 0, 3);
    }
  }

  @Test
  void aSinglePartitionWithAnOffset(TestBroker broker) throws Exception {
    String topic = broker.createTopic(2);
    broker.produce(
        List.of(
            record(topic, 0, 1, "other partition"),
            record(topic, 1, 1, "zero"),
            record(topic, 1, 1, "one")));
    String config = "{'topics':['%s:1:1']}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      assertThat(names(1)).containsExactly("one");
      uplink.awaitCommitted(topic, 1, 2);
      assertThat(uplink.committed(topic, 0)).isEqualTo(-1);
    }
  }

  @Test
  void aPatternBringsInLaterTopicsButNeverDeadLettersNorExcluded(TestBroker broker)
      throws Exception {
    String prefix = TestBroker.uniqueName("fleet");
    broker.createTopic(prefix + ".a", 1);
    broker.createTopic(prefix + ".b.dead-letter", 1);
    broker.createTopic(prefix + ".secret", 1);
    for (String end : List.of(".a", ".b.dead-letter", ".secret")) {
      broker.produce(prefix + end, "k", Uplinks.device(end, 1));
    }
    String config = "{'topicPattern':'%s[.].*','topicExclude':'.*secret'}".formatted(prefix);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      assertThat(names(1)).containsExactly(".a");
      uplink.awaitCommitted(prefix + ".a", 0, 1);
      assertThat(uplink.statistics().path("partitions")).hasSize(1);
    }
  }

  @Test
  void committedWaitsForSomebodyToCommit(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "a", Uplinks.device("zero", 1));
    broker.produce(topic, "a", Uplinks.device("one", 1));
    String config = "{'topics':['%s:0'],'startAt':'committed'}".formatted(topic);
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      context.observer().awaitState(State.DEGRADED);
      assertThat(context.delivered()).isEmpty();
      TestBroker.get(
          broker
              .admin()
              .alterConsumerGroupOffsets(
                  uplink.group(),
                  Map.of(
                      new TopicPartition(topic, 0),
                      new org.apache.kafka.clients.consumer.OffsetAndMetadata(1)))
              .all());
      assertThat(names(1)).containsExactly("one");
    }
  }

  @Test
  void deletedRecordsRaiseAnAlarmAndReadingGoesOn(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "a", Uplinks.device("zero", 1));
    String config = "{'topics':['" + topic + "']}";
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      uplink.awaitCommitted(topic, 0, 1);
    }
    for (int i = 1; i <= 5; i++) {
      broker.produce(topic, "a", Uplinks.device("n" + i, 1));
    }
    TestBroker.get(
        broker
            .admin()
            .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(4)))
            .all());
    try (Uplinks uplink = Uplinks.start(broker, context, config)) {
      assertThat(names(3)).containsExactly("zero", "n4", "n5");
      assertThat(context.observer().events(Event.Kind.ALARM).get(0).text())
          .contains(topic, "3 records were deleted");
      uplink.awaitCommitted(topic, 0, 6);
    }
  }

  private List<String> names(int count) {
    return context.awaitDelivered(count).stream()
        .map(batch -> batch.entities().get(0).name())
        .toList();
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, long timestamp, String device) {
    return new ProducerRecord<>(
        topic, partition, timestamp, null, Uplinks.device(device, 1).getBytes());
  }
}

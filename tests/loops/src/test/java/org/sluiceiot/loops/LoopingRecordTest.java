package org.sluiceiot.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeObserver;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

/** What becomes of a looping record, and that it is told in words. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class LoopingRecordTest {
  private static final int RECORDS = 20;

  @Test
  void skipDropsAndCounts(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = circle(broker, topic, "skip")) {
      Awaitility.await().until(() -> chain.statistic("skipped") == RECORDS);
      assertThat(chain.statistic("loops")).isEqualTo(RECORDS);
      assertThat(chain.statistic("received")).isEqualTo(2 * RECORDS);
      assertThat(chain.passes()).isEqualTo(RECORDS);
      told(chain.up().observer(), topic);
    }
  }

  @Test
  void deadLetterKeepsTheRecordAndItsPathInWords(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = circle(broker, topic, "dead-letter")) {
      Awaitility.await().until(() -> chain.statistic("dead.lettered") == RECORDS);
      List<ConsumerRecord<byte[], byte[]>> dead =
          broker.consume(chain.group() + ".dead-letter", RECORDS, Duration.ofSeconds(20));
      assertThat(dead)
          .hasSize(RECORDS)
          .allSatisfy(
              letter ->
                  assertThat(
                          new String(
                              letter
                                  .headers()
                                  .lastHeader("__connect.errors.exception.message")
                                  .value(),
                              StandardCharsets.UTF_8))
                      .contains(way(topic)));
      assertThat(chain.up().observer().events(Event.Kind.ERROR))
          .hasSize(RECORDS)
          .allMatch(event -> event.text().contains(way(topic)));
      told(chain.up().observer(), topic);
    }
  }

  @Test
  void stopHoldsThePartitionForAPerson(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = circle(broker, topic, "stop")) {
      Awaitility.await()
          .until(
              () ->
                  chain.up().observer().events(Event.Kind.ALARM).stream()
                      .anyMatch(
                          event ->
                              event.text().startsWith("stopped at")
                                  && event.text().contains(way(topic))));
      assertThat(chain.passes()).isLessThanOrEqualTo(RECORDS);
    }
  }

  /** The downlink is then the one that ends it. */
  @Test
  void deliverLetsTheRecordThroughToTheDownlinkWhichSendsItAlongLoop(TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = circle(broker, topic, "deliver")) {
      Awaitility.await().until(() -> chain.down().count(RuleNodeContext.LOOP) == RECORDS);
      assertThat(chain.passes()).isEqualTo(2 * RECORDS);
      assertThat(broker.written(topic)).isEqualTo(2 * RECORDS);
    }
  }

  /** Begun by a device that is connected to the host: the downlink meets its own id first. */
  @Test
  void theDownlinkSendsAlongLoopWithThePathInWords(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = start(broker, topic, "skip", "loop")) {
      chain.send("d", 1);
      Awaitility.await().until(() -> chain.down().count(RuleNodeContext.LOOP) == 1);
      RuleMessage message = chain.down().others().get(0);
      assertThat(message.metadata())
          .containsEntry("kafka.out.error", "refused")
          .hasEntrySatisfying(
              "error",
              error ->
                  assertThat(error)
                      .contains(
                          "downlink 'out-%s' → uplink 'in-%s' → downlink 'out-%s'"
                              .formatted(topic, topic, topic)));
      assertThat(chain.down().observer().events(Event.Kind.ALARM))
          .hasSize(1)
          .allMatch(event -> event.text().contains("→ uplink 'in-" + topic));
      assertThat(broker.written(topic)).isEqualTo(1);
    }
  }

  @Test
  void orAlongFailure(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    try (Chain chain = start(broker, topic, "skip", "failure")) {
      chain.send("d", 1);
      Awaitility.await().until(() -> chain.down().count(RuleNodeContext.FAILURE) == 1);
      assertThat(chain.down().count(RuleNodeContext.LOOP)).isZero();
      assertThat(broker.written(topic)).isEqualTo(1);
    }
  }

  private static Chain circle(TestBroker broker, String topic, String onLoop) throws Exception {
    Chain chain = start(broker, topic, onLoop, "loop");
    Records.produce(broker, topic, RECORDS);
    return chain;
  }

  private static Chain start(TestBroker broker, String topic, String uplink, String downlink)
      throws Exception {
    Plan plan = Plan.of(broker.bootstrapServers(), topic, topic).onLoop(uplink, downlink);
    return Chain.start(plan).awaitRunning();
  }

  private static String way(String topic) {
    return "uplink 'in-%s' → downlink 'out-%s' → uplink 'in-%s'".formatted(topic, topic, topic);
  }

  private static void told(FakeObserver observer, String topic) {
    assertThat(observer.events(Event.Kind.ALARM))
        .hasSize(1)
        .allMatch(event -> event.text().contains("the last came by " + way(topic)));
  }
}

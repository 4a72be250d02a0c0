package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.fixtures.FakeObserver;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.OwnBroker;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.platform.broker.BrokerOptions;

/** The state is running only while records are really read, and says what hinders them. */
@ExtendWith(LeakCheck.class)
class TruthfulStateTest {
  private static final String ELSEWHERE = "no-such-host.invalid:9092";

  @RegisterExtension
  static final OwnBroker BROKER =
      new OwnBroker(
          BrokerOptions.defaults()
              .withListener("ELSEWHERE", "PLAINTEXT")
              .withAdvertised("ELSEWHERE", ELSEWHERE));

  private final FakeIntegrationContext context = new FakeIntegrationContext();
  private final FakeObserver observer = context.observer();

  private void awaitReason(String part) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> observer.last() != null && observer.last().reason().contains(part));
  }

  @Test
  void aTopicThatDoesNotExistIsNamedUntilItDoes() throws Exception {
    String topic = TestBroker.uniqueName("no-such-topic");
    try (Uplinks uplink = Uplinks.start(BROKER, context, "{'topics':['" + topic + "']}")) {
      awaitReason("topic " + topic + " does not exist");
      assertThat(observer.last().state()).isEqualTo(State.DEGRADED);
      assertThat(observer.reports()).noneMatch(report -> report.state() == State.RUNNING);
      BROKER.createTopic(topic, 1);
      observer.awaitState(State.RUNNING);
      BROKER.produce(topic, "k", Uplinks.device("d", 1));
      context.awaitDelivered(1);
    }
  }

  @Test
  void aSinglePartitionThatDoesNotExistIsNamed() throws Exception {
    String topic = BROKER.createTopic(2);
    try (Uplinks uplink = Uplinks.start(BROKER, context, "{'topics':['" + topic + ":7']}")) {
      awaitReason("topic " + topic + " has no partition 7");
      assertThat(observer.last().state()).isEqualTo(State.DEGRADED);
    }
  }

  @Test
  void aPatternThatNothingMatchesIsNamed() throws Exception {
    String name = TestBroker.uniqueName("pattern");
    try (Uplinks uplink = Uplinks.start(BROKER, context, "{'topicPattern':'" + name + "-.*'}")) {
      awaitReason(name);
      assertThat(observer.last().state()).isEqualTo(State.DEGRADED);
      assertThat(observer.reports()).noneMatch(report -> report.state() == State.RUNNING);
    }
  }

  @Test
  void anAdvertisedNameThatCannotBeResolvedIsNamed() throws Exception {
    String topic = BROKER.createTopic(1);
    try (Uplinks uplink = startElsewhere(topic)) {
      awaitReason(ELSEWHERE);
      assertThat(observer.reports()).noneMatch(report -> report.state() == State.RUNNING);
    }
  }

  private Uplinks startElsewhere(String topic) throws Exception {
    return Uplinks.start(
        BROKER,
        context,
        "{'topics':['%s']}".formatted(topic),
        BROKER.broker().bootstrapServers("ELSEWHERE"));
  }

  @Test
  void aMemberWithoutPartitionsSaysThatItStandsBy() throws Exception {
    String topic = BROKER.createTopic(1);
    FakeIntegrationContext second = new FakeIntegrationContext(context.self(), context.host());
    try (Uplinks first = Uplinks.start(BROKER, context, "{'topics':['" + topic + "']}")) {
      observer.awaitState(State.RUNNING);
      try (Uplinks other = Uplinks.start(BROKER, second, "{'topics':['" + topic + "']}")) {
        Uplinks.await(
            () ->
                List.of(observer.last(), second.observer().last()).stream()
                        .filter(report -> report.reason().contains("stands by"))
                        .count()
                    == 1);
        assertThat(second.observer().last().state()).isEqualTo(State.RUNNING);
      }
    }
  }

  @Test
  void aBrokerThatIsLostIsAnAlarmAndSoIsItsReturnTold() throws Exception {
    String topic = BROKER.createTopic(1);
    try (Uplinks uplink = Uplinks.start(BROKER, context, "{'topics':['" + topic + "']}")) {
      observer.awaitState(State.RUNNING);
      BROKER.broker().kill();
      Uplinks.await(() -> incidents("broker", Event.Kind.ALARM).size() == 1);
      assertThat(observer.last().state()).isEqualTo(State.DEGRADED);
      assertThat(incidents("broker", Event.Kind.LIFECYCLE)).isEmpty();
      BROKER.broker().restart();
      Uplinks.await(() -> incidents("broker", Event.Kind.LIFECYCLE).size() == 1);
      // The group waits for the member of before until its session ends, which takes 45 seconds.
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> observer.last().state() == State.RUNNING);
      assertThat(incidents("broker", Event.Kind.ALARM)).hasSize(1);
    }
  }

  private List<Event> incidents(String name, Event.Kind kind) {
    return observer.events(kind).stream()
        .filter(event -> name.equals(event.details().get("incident")))
        .toList();
  }
}

package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.OwnBroker;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.platform.broker.BrokerOptions;

/** The node's state is true, and what a person should act on is an alarm. */
@ExtendWith(LeakCheck.class)
class StateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension
  static final OwnBroker BROKER =
      new OwnBroker(
          BrokerOptions.defaults()
              .withProperty("auto.create.topics.enable", "false")
              .withListener("ELSEWHERE", "PLAINTEXT")
              .withAdvertised("ELSEWHERE", "no-such-host.invalid:9092"));

  private final StrictContext context = new StrictContext(new FakeHost());
  private final KafkaDownlink node = new KafkaDownlink(new ProducerPool(), new LoopGuard());

  @AfterEach
  void destroy() {
    node.destroy();
    assertThat(context.underLock()).isEmpty();
  }

  private void init(String servers, String topic) throws ConfigException {
    node.init(context, Messages.config(servers, topic, "'queue':{'closeTimeout':'0s'}"));
  }

  private Event awaitAlarm(String incident) {
    Awaitility.await().atMost(PATIENCE).until(() -> !context.alarms(incident).isEmpty());
    return context.alarms(incident).get(0);
  }

  @Test
  void aBrokerThatIsLostIsOneAlarmAndBackAgainIsTold() throws Exception {
    init(BROKER.bootstrapServers(), BROKER.createTopic(1));
    context.reported().awaitState(State.RUNNING);
    assertThat(context.alarms("broker")).isEmpty();
    BROKER.broker().kill();
    try {
      Event alarm = awaitAlarm("broker");
      assertThat(alarm.text()).contains("no connection to any broker");
      context.reported().awaitState(State.DEGRADED);
    } finally {
      BROKER.broker().restart();
    }
    node.onMessage(Messages.telemetry("{}"));
    context.await(1);
    assertThat(context.awaitResolved("broker").text()).contains("answers again");
    context.reported().awaitState(State.RUNNING);
    assertThat(context.alarms("broker")).hasSize(1);
  }

  @Test
  void aWrongPortFromTheStartIsDegradedWithAReasonAndAnAlarm() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    init("127.0.0.1:" + nobody, "t");
    assertThat(awaitAlarm("broker").text())
        .contains("cannot connect", "nothing listens on 127.0.0.1:" + nobody);
    context.reported().awaitState(State.DEGRADED);
    assertThat(context.reported().last().reason()).contains("127.0.0.1:" + nobody);
  }

  /** Something accepts connections and says nothing. */
  @Test
  void aPortThatIsSilentIsDegradedWithinHalfAMinute() throws IOException, ConfigException {
    try (ServerSocket silent = new ServerSocket(0)) {
      init("127.0.0.1:" + silent.getLocalPort(), "t");
      context.reported().awaitState(State.DEGRADED);
      assertThat(awaitAlarm("broker").text()).contains("cannot connect");
    }
  }

  @Test
  void aMissingTopicIsDegradedWithItsNameUntilItIsThere() throws Exception {
    String topic = "missing-" + System.nanoTime();
    init(BROKER.bootstrapServers(), topic);
    node.onMessage(Messages.telemetry("{}"));
    assertThat(awaitAlarm("topic").text()).contains("no topic '" + topic + "'");
    context.reported().awaitState(State.DEGRADED);
    BROKER.createTopic(topic, 1);
    context.awaitResolved("topic");
    context.reported().awaitState(State.RUNNING);
    context.await(1);
  }

  @Test
  void anAdvertisedHostThatCannotBeResolvedIsDegradedWithItsName() throws Exception {
    init(BROKER.broker().bootstrapServers("ELSEWHERE"), "t");
    assertThat(awaitAlarm("broker").text()).contains("no-such-host.invalid:9092");
    context.reported().awaitState(State.DEGRADED);
  }

  @Test
  void aNodeThatStopsEndsItsAlarms() throws Exception {
    init("127.0.0.1:9", "t");
    awaitAlarm("broker");
    node.destroy();
    assertThat(context.awaitResolved("broker").text()).contains("stopped");
    List<Event> events = context.reported().events();
    assertThat(events).allMatch(event -> !event.text().contains("null"));
  }
}

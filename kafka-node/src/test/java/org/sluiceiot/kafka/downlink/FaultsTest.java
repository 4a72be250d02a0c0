package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.fixtures.ClientsUnderTest;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.OwnBroker;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.platform.broker.BrokerOptions;

/** What can go wrong on the way to the broker, done to a real one. */
@ExtendWith(LeakCheck.class)
class FaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension
  static final OwnBroker BROKER =
      new OwnBroker(
          BrokerOptions.defaults()
              .withProperty("auto.create.topics.enable", "false")
              .withProperty("allow.everyone.if.no.acl.found", "true")
              .withProperty(
                  "authorizer.class.name",
                  "org.apache.kafka.metadata.authorizer.StandardAuthorizer"));

  private final KafkaDownlink node = new KafkaDownlink();
  private final CountingContext context = new CountingContext();

  @AfterEach
  void destroy() {
    node.destroy();
  }

  private void init(String topic, String more) throws ConfigException {
    node.init(context, Messages.config(BROKER.bootstrapServers(), topic, more));
  }

  private void send(int from, int to) {
    for (int i = from; i < to; i++) {
      node.onMessage(Streams.message(i));
    }
  }

  @Test
  void topicsMadeThisMomentStallNothing() throws ConfigException {
    // See FirstWrites: the broker takes over a partition while batches are on their way.
    int topics = 8;
    int each = 20_000;
    init("${into}", "'queue':{'maxRecords':200000}");
    for (int round = 0; round < topics; round++) {
      Map<String, String> into = Map.of("into", BROKER.createTopic(6));
      for (int i = 0; i < each; i++) {
        node.onMessage(Streams.message(i).withMetadata(into));
      }
      context.await((round + 1) * each, PATIENCE);
    }
    assertThat(context.count("Success")).isEqualTo(topics * each);
  }

  @Test
  void aBrokerKilledAndRestartedMidStreamLosesAndReordersNothing() throws ConfigException {
    String topic = BROKER.createTopic(3);
    init(topic, "");
    send(0, 5_000);
    context.await(5_000, PATIENCE);
    send(5_000, 7_000);
    BROKER.broker().kill();
    send(7_000, 12_000);
    context.observer().awaitState(State.DEGRADED);
    assertThat(context.observer().last().reason()).contains("connection");
    send(12_000, 15_000);
    BROKER.broker().restart();
    context.await(15_000, PATIENCE);
    assertThat(context.count("Success")).isEqualTo(15_000);
    context.observer().awaitState(State.RUNNING);

    List<ConsumerRecord<byte[], byte[]>> records = BROKER.consume(topic, 15_000, PATIENCE);
    assertThat(records).hasSize(15_000);
    assertThat(Streams.inversions(records)).isZero();
  }

  /** Four nodes share one outage, since a broker takes seconds to restart. */
  @Test
  void whileTheBrokerIsAwayEachStrategyDecides(@TempDir Path directory) throws ConfigException {
    String servers = BROKER.bootstrapServers();
    String failing = BROKER.createTopic(1);
    String dropping = BROKER.createTopic(1);
    String spilling = BROKER.createTopic(1);
    Node fail = new Node(servers, failing, "'queue':{'maxRecords':100}");
    Node drop = new Node(servers, dropping, "'queue':{'maxRecords':100,'whenFull':'drop-oldest'}");
    Node closed = new Node(servers, failing, "'queue':{'closeTimeout':'500ms'}");
    Node hybrid =
        new Node(
            servers,
            spilling,
            "'buffer':{'type':'hybrid','memoryRecords':10}",
            new FakeHost().directory(directory));
    for (Node each : List.of(fail, drop, closed, hybrid)) {
      each.context.observer().awaitState(State.RUNNING);
    }
    BROKER.broker().kill();
    try {
      for (Node each : List.of(fail, drop, closed, hybrid)) {
        each.context.observer().awaitState(State.DEGRADED);
        each.send(0, 150);
      }
      closed.node.destroy();
      fail.context.await(50, PATIENCE);
      assertThat(fail.context.count("overflow")).isEqualTo(50);
      closed.context.await(150, PATIENCE);
      assertThat(closed.context.count("closed")).isEqualTo(150);
      hybrid.context.await(150, PATIENCE);
      assertThat(hybrid.context.count("Success")).isEqualTo(150);
    } finally {
      BROKER.broker().restart();
    }
    fail.context.await(150, PATIENCE);
    assertThat(fail.context.count("Success")).isEqualTo(100);
    drop.context.await(150, PATIENCE);
    assertThat(drop.context.count("overflow")).isBetween(1L, 50L);
    assertThat(drop.context.observer().metrics().count("downlink.dropped", "reason", "queue-full"))
        .isBetween(1L, 50L);
    assertThat(drop.context.observer().events(Event.Kind.ALARM)).isNotEmpty();
    assertThat(BROKER.consume(spilling, 150, PATIENCE))
        .extracting(Streams::number)
        .containsExactlyElementsOf(IntStream.range(0, 150).boxed().toList());
    List.of(fail, drop, hybrid).forEach(each -> each.node.destroy());
  }

  /** A node and what it did. */
  private static final class Node {
    final KafkaDownlink node = new KafkaDownlink();
    final CountingContext context;

    Node(String servers, String topic, String more) throws ConfigException {
      this(servers, topic, more, new FakeHost());
    }

    Node(String servers, String topic, String more, FakeHost host) throws ConfigException {
      context = new CountingContext(FakeHost.owner("node"), host);
      node.init(context, Messages.config(servers, topic, more));
    }

    void send(int from, int to) {
      for (int i = from; i < to; i++) {
        node.onMessage(Streams.message(i));
      }
    }
  }

  @Test
  void aTopicThatDoesNotExistFailsWithoutHoldingUpTheOthers() throws ConfigException {
    String topic = BROKER.createTopic(1);
    init("${t}", "'queue':{'topicWait':'2s'}");
    RuleMessage lost = Messages.telemetry("{}", "t", "no-such-topic");
    RuleMessage good = Messages.telemetry("{}", "t", topic);
    node.onMessage(lost);
    node.onMessage(good);
    context.await(1, PATIENCE);
    assertThat(context.of(good)).isEqualTo("Success");
    context.await(2, PATIENCE);
    assertThat(context.of(lost)).isEqualTo("topic-unknown");
  }

  @Test
  void aTopicDeletedMidStreamFailsAsUnknownAndReturnsWithTheTopic() throws ConfigException {
    String topic = BROKER.createTopic(1);
    init(
        topic,
        "'sending':{'deliveryTimeout':'4s','requestTimeout':'2s'},'queue':{'topicWait':'1s'}");
    send(0, 10);
    context.await(10, PATIENCE);
    TestBroker.get(BROKER.admin().deleteTopics(List.of(topic)).all());
    send(10, 20);
    context.await(20, PATIENCE);
    assertThat(context.count("Success")).isEqualTo(10);
    assertThat(context.count("topic-unknown") + context.count("timeout")).isEqualTo(10);
    BROKER.createTopic(topic, 1);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              RuleMessage probe = Messages.telemetry("{}");
              node.onMessage(probe);
              Awaitility.await().atMost(PATIENCE).until(() -> context.of(probe) != null);
              assertThat(context.of(probe)).isEqualTo("Success");
            });
  }

  @Test
  void aMissingPermissionFailsAsAuth() throws ConfigException {
    String topic = BROKER.createTopic(1);
    AclBinding denied =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
            new AccessControlEntry(
                "User:ANONYMOUS", "*", AclOperation.WRITE, AclPermissionType.DENY));
    TestBroker.get(BROKER.admin().createAcls(List.of(denied)).all());
    init(topic, "");
    send(0, 3);
    context.await(3, PATIENCE);
    assertThat(context.count("auth")).isEqualTo(3);
  }

  @Test
  void aMessageTooLargeFailsHereOrAtTheBroker() throws ConfigException {
    String topic =
        BROKER.createTopic(TestBroker.uniqueName("small"), 1, Map.of("max.message.bytes", "2000"));
    init(topic, "'sending':{'maxRecordSize':'10KiB','batchSize':'1KiB'}");
    node.onMessage(Messages.telemetry("\"" + "x".repeat(20_000) + "\""));
    context.await(1, PATIENCE);
    node.onMessage(Messages.telemetry("\"" + "x".repeat(5_000) + "\""));
    node.onMessage(Messages.telemetry("\"small\""));
    context.await(3, PATIENCE);
    assertThat(context.count("too-large")).isEqualTo(2);
    assertThat(context.count("Success")).isEqualTo(1);
  }

  @Test
  void everyMessageHasOneOutcomeWhenTheNodeIsDestroyedMidStream() throws Exception {
    String topic = BROKER.createTopic(3);
    init(topic, "");
    Thread destroyer = new Thread(node::destroy);
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        destroyer.start();
      }
      node.onMessage(Streams.message(i));
    }
    destroyer.join();
    context.await(20_000, PATIENCE);
    assertThat(context.count("Success")).isGreaterThanOrEqualTo(1);
    assertThat(context.count("Success") + context.count("closed")).isEqualTo(20_000);
    assertThat(BROKER.written(topic)).isGreaterThanOrEqualTo(context.count("Success"));
  }

  @Test
  void syncSendsOneAtATimeAndTimesOut() throws ConfigException {
    String topic = BROKER.createTopic(1);
    init(topic, "'queue':{'mode':'sync','syncTimeout':'1s'}");
    send(0, 50);
    context.await(50, PATIENCE);
    assertThat(context.count("Success")).isEqualTo(50);
    BROKER.broker().suspend();
    try {
      send(50, 52);
      context.await(51, PATIENCE);
      assertThat(context.count("timeout")).isEqualTo(1);
    } finally {
      BROKER.broker().resume();
    }
    context.await(52, PATIENCE);
  }

  @Test
  void theFallbackTopicGetsWhatTheFirstCannotTake() throws ConfigException {
    String topic =
        BROKER.createTopic(TestBroker.uniqueName("small"), 1, Map.of("max.message.bytes", "2000"));
    String other = BROKER.createTopic(1);
    init(topic, "'sending':{'batchSize':'1KiB'},'fallback':{'topic':'" + other + "'}");
    RuleMessage large = Messages.telemetry("\"" + "x".repeat(5_000) + "\"");
    node.onMessage(large);
    node.onMessage(Messages.telemetry("\"small\""));
    context.await(2, PATIENCE);
    assertThat(context.count("Success")).isEqualTo(2);
    assertThat(BROKER.consume(other, 1, PATIENCE).get(0).value()).hasSize(5_002);
    assertThat(context.observer().metrics().count("downlink.fallback", "reason", "too-large"))
        .isEqualTo(1);
  }

  /**
   * Kafka's client splits a batch that the broker finds too large by its own batch size. Clients of
   * 3.x send it again as it was when that is larger than the topic allows, until the time is over;
   * newer ones split it to single records, of which only the large one is refused.
   */
  @Test
  void aBatchThatIsSplitInVainEndsAndTheNodeGoesOn() throws ConfigException {
    String topic =
        BROKER.createTopic(TestBroker.uniqueName("small"), 1, Map.of("max.message.bytes", "2000"));
    init(topic, "'sending':{'linger':'200ms','requestTimeout':'1s','deliveryTimeout':'2s'}");
    node.onMessage(Messages.telemetry("\"first\""));
    context.await(1, PATIENCE);
    node.onMessage(Messages.telemetry("\"" + "x".repeat(5_000) + "\""));
    node.onMessage(Messages.telemetry("\"small\""));
    context.await(3, PATIENCE);
    boolean inVain = ClientsUnderTest.version().startsWith("3.");
    assertThat(context.count("timeout")).isEqualTo(inVain ? 2 : 0);
    assertThat(context.count("too-large")).isEqualTo(inVain ? 0 : 1);
    for (int sent = 3; context.count("Success") < 2 && sent < 10; sent++) {
      node.onMessage(Messages.telemetry("\"small\""));
      context.await(sent + 1, PATIENCE);
    }
    assertThat(context.count("Success")).isEqualTo(2);
  }
}

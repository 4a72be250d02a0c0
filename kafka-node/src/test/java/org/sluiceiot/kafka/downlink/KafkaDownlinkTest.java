package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeNodeContext;
import org.sluiceiot.fixtures.FakeNodeContext.Outcome;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

/** The node's ordinary work on a real broker. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class KafkaDownlinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaDownlink node = new KafkaDownlink();
  private final FakeNodeContext context = new FakeNodeContext();

  @AfterEach
  void destroy() {
    node.destroy();
    node.destroy();
  }

  @Test
  void smallestConfigurationSendsTheDataWithTheOriginatorAsKey(TestBroker broker)
      throws ConfigException {
    String topic = broker.createTopic(3);
    node.init(context, Messages.config(broker.bootstrapServers(), topic, ""));
    node.onMessage(Messages.telemetry("{\"t\":1}", "deviceName", "d"));

    Outcome outcome = context.awaitOutcomes(1).get(0);
    assertThat(outcome.relation()).isEqualTo("Success");
    ConsumerRecord<byte[], byte[]> record = broker.consume(topic, 1, PATIENCE).get(0);
    assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"t\":1}");
    assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo(Messages.DEVICE.toString());
    assertThat(record.timestamp()).isEqualTo(Messages.TIME.toEpochMilli());
    assertThat(record.headers().lastHeader("sluice-path").value()).isNotEmpty();
    assertThat(outcome.message().metadata())
        .containsEntry("deviceName", "d")
        .containsEntry("topic", topic)
        .containsEntry("kafka.out.topic", topic)
        .containsEntry("partition", Integer.toString(record.partition()))
        .containsEntry("kafka.out.partition", Integer.toString(record.partition()))
        .containsEntry("offset", Long.toString(record.offset()))
        .containsEntry("kafka.out.offset", Long.toString(record.offset()));
    context.observer().awaitState(State.RUNNING);
  }

  @Test
  void topicKeyAndHeadersComeFromTheMessage(TestBroker broker) throws ConfigException {
    String topic = broker.createTopic(1);
    String more =
        "'key':'$[site.id]/${deviceName}','headers':{'metadata':true,'fixed':["
            + "{'name':'kind','value':'${@message.type}'},{'name':'sluice-path','value':'forged'},"
            + "{'name':'raw','value':'AQID','encoding':'base64'}]}";
    node.init(
        context, Messages.config(broker.bootstrapServers(), topic.replace("topic", "${t}"), more));
    node.onMessage(Messages.telemetry("{\"site\":{\"id\":7}}", "deviceName", "d", "t", "topic"));

    assertThat(context.awaitOutcomes(1).get(0).relation()).isEqualTo("Success");
    ConsumerRecord<byte[], byte[]> record = broker.consume(topic, 1, PATIENCE).get(0);
    assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("7/d");
    assertThat(record.headers().lastHeader("kind").value()).asString().contains("TELEMETRY");
    assertThat(record.headers().lastHeader("raw").value()).containsExactly(1, 2, 3);
    assertThat(record.headers().lastHeader("tb_msg_md_deviceName").value())
        .asString()
        .isEqualTo("d");
    assertThat(record.headers().headers("sluice-path")).hasSize(1);
    assertThat(record.headers().lastHeader("sluice-path").value())
        .asString()
        .doesNotContain("forged");
  }

  @Test
  void aTombstoneIsWritten(TestBroker broker) throws ConfigException {
    String topic = broker.createTopic(1);
    String more = "'key':'${deviceName}','value':{'type':'tombstone'}";
    node.init(context, Messages.config(broker.bootstrapServers(), topic, more));
    node.onMessage(Messages.telemetry("{}", "deviceName", "d"));

    assertThat(context.awaitOutcomes(1).get(0).relation()).isEqualTo("Success");
    ConsumerRecord<byte[], byte[]> record = broker.consume(topic, 1, PATIENCE).get(0);
    assertThat(record.value()).isNull();
    assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("d");
    assertThat(record.headers().lastHeader("sluice-path").value()).isNotEmpty();
  }

  @Test
  void anUnresolvedFieldFailsAndIsNamed(TestBroker broker) throws ConfigException {
    node.init(context, Messages.config(broker.bootstrapServers(), "t-${nothing}", ""));
    RuleMessage message = Messages.telemetry("{}");
    node.onMessage(message);

    Outcome outcome = context.awaitOutcomes(1).get(0);
    assertThat(outcome.relation()).isEqualTo("Failure");
    assertThat(outcome.message().id()).isEqualTo(message.id());
    assertThat(outcome.message().metadata()).containsEntry("kafka.out.error", "render");
    assertThat(outcome.message().metadata().get("error")).contains("${nothing}");
    assertThat(context.observer().metrics().count("downlink.failed", "reason", "render"))
        .isEqualTo(1);
  }

  @Test
  void initReportsEveryProblemAtOnce() {
    assertThatThrownBy(
            () ->
                node.init(
                    context,
                    Messages.json(
                        "{'connection':{},'topic':'${kafka.in.topic','key':'${@nope}',"
                            + "'sending':{'maxInFlightRequests':9}}")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::path)
                    .contains("connection.bootstrapServers", "sending.maxInFlightRequests"));
  }

  @Test
  void aTopicMayNotReadInboundMetadataUnlessAllowed() throws ConfigException {
    assertThatThrownBy(
            () -> node.init(context, Messages.config("localhost:1", "${kafka.in.topic}", "")))
        .hasMessageContaining("inbound");
    node.init(
        context, Messages.config("localhost:1", "${kafka.in.topic}", "'topicFromInbound':true"));
    assertThat(context.observer().last().state()).isEqualTo(State.STARTING);
  }

  @Test
  void roundRobinAndExpressionChooseThePartition(TestBroker broker) throws ConfigException {
    String topic = broker.createTopic(3);
    node.init(
        context,
        Messages.config(broker.bootstrapServers(), topic, "'partition':{'type':'round_robin'}"));
    for (int i = 0; i < 6; i++) {
      node.onMessage(Messages.telemetry("{}"));
    }
    List<Outcome> outcomes = context.awaitOutcomes(6);
    assertThat(outcomes)
        .extracting(o -> o.message().metadata().get("partition"))
        .containsExactlyInAnyOrder("0", "0", "1", "1", "2", "2");

    KafkaDownlink chosen = new KafkaDownlink();
    FakeNodeContext other = new FakeNodeContext();
    try {
      chosen.init(
          other,
          Messages.config(
              broker.bootstrapServers(),
              topic,
              "'partition':{'type':'expression','partition':'$[p]'}"));
      chosen.onMessage(Messages.telemetry("{\"p\":2}"));
      assertThat(other.awaitOutcomes(1).get(0).message().metadata())
          .containsEntry("partition", "2");
      chosen.onMessage(Messages.telemetry("{\"p\":3}"));
      Outcome outside = other.awaitOutcomes(2).get(1);
      assertThat(outside.relation()).isEqualTo("Failure");
      assertThat(outside.message().metadata()).containsEntry("kafka.out.error", "render");
    } finally {
      chosen.destroy();
    }
  }
}

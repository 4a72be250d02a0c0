package org.sluiceiot.thingsboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluiceiot.thingsboard.proof.Configs.patiently;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbNode;
import org.thingsboard.rule.engine.api.TbNodeException;
import org.thingsboard.rule.engine.sluice.KafkaDownlinkNode;
import org.thingsboard.rule.engine.sluice.Nodes;

/** A configuration in which data would circle does not start, whichever side comes last. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class LoopProofTest {
  private final FakeServer server = new FakeServer();
  private final Shared shared = new Shared(Map.of());
  private final List<TbNode> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(TbNode::destroy);
    patiently().until(() -> shared.closer().size() == 0);
  }

  @Test
  void aDownlinkThatWritesWhatAnUplinkReadsIsAnInitErrorThatNamesBoth(TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    uplink(server.node("from kafka"), broker, topic);
    FakeNode ctx = server.node("to kafka");
    assertThatThrownBy(() -> downlink(ctx, Configs.downlink(broker, topic)))
        .isInstanceOfSatisfying(
            TbNodeException.class,
            e -> {
              assertThat(e).hasMessageContainingAll("from kafka", "to kafka", topic);
              assertThat(e.isUnrecoverable()).isTrue();
            });
    assertThat(downlink(ctx, Configs.downlink(broker, topic + "-other"))).isNotNull();
  }

  @Test
  void anUplinkThatReadsWhatADownlinkWritesIsAnInitErrorThatNamesBoth(TestBroker broker)
      throws Exception {
    String topic = broker.createTopic(1);
    FakeNode to = server.node("to kafka");
    KafkaDownlinkNode node = downlink(to, Configs.downlink(broker, topic));
    node.onMsg(to, to.message(UUID.randomUUID(), "{}"));
    patiently().until(() -> to.outcomes().size() == 1);
    assertThatThrownBy(
            () ->
                server
                    .node("from kafka")
                    .start(Nodes.uplink(shared), Configs.uplink(broker, topic)))
        .isInstanceOf(TbNodeException.class)
        .hasMessageContainingAll("from kafka", "to kafka", topic);
  }

  @Test
  void aRefusalThatComesLateFailsTheMessagesWithItsText(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    uplink(server.node("from kafka"), broker, topic);
    FakeNode to = server.node("to kafka");
    ObjectNode config = Configs.downlink(broker, topic);
    // Another way to write the same brokers, so that only their answer shows what they are.
    String alias = broker.bootstrapServers();
    config
        .withObject("/connection")
        .put("bootstrapServers", alias + "," + alias.replaceAll("^[^:]+", "localhost"));
    KafkaDownlinkNode node = downlink(to, config);
    node.onMsg(to, to.message(UUID.randomUUID(), "{}"));
    patiently().until(() -> to.outcomes().size() == 1);
    FakeNode.Told told = to.outcomes().get(0);
    assertThat(told.relation()).isNotEqualTo("Success");
    assertThat(told.message().getMetaData().getValue("error"))
        .contains("from kafka", "to kafka", topic);
    assertThat(broker.written(topic)).isEqualTo(1);
  }

  @Test
  void aCycleOverTwoTenantsIsRefused(TestBroker broker) throws Exception {
    String one = broker.createTopic(1);
    String two = broker.createTopic(1);
    FakeServer other = new FakeServer();
    uplink(server.node("up a"), broker, one);
    uplink(other.node("up b"), broker, two);
    assertThat(downlink(server.node("down a"), Configs.downlink(broker, two))).isNotNull();
    assertThatThrownBy(() -> downlink(other.node("down b"), Configs.downlink(broker, one)))
        .isInstanceOf(TbNodeException.class)
        .hasMessageContaining("down b");
  }

  private void uplink(FakeNode ctx, TestBroker broker, String topic) throws Exception {
    started.add(ctx.start(Nodes.uplink(shared), Configs.uplink(broker, topic)));
    int before = ctx.server().pushedCount();
    broker.produce(topic, "k", "{\"deviceName\":\"d\",\"telemetry\":{\"t\":1}}");
    patiently().until(() -> ctx.server().pushedCount() > before);
  }

  private KafkaDownlinkNode downlink(FakeNode ctx, ObjectNode config) throws Exception {
    KafkaDownlinkNode node = ctx.start(Nodes.downlink(shared), config);
    started.add(node);
    return node;
  }
}

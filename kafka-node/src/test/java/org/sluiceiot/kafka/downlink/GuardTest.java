package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeNodeContext;
import org.sluiceiot.fixtures.FakeNodeContext.Outcome;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.guard.TopicSet;

/** The node does what the loop guard says. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class GuardTest {
  private final LoopGuard guard = new LoopGuard();
  private final FakeNodeContext context = new FakeNodeContext();
  private final KafkaDownlink node = new KafkaDownlink(new ProducerPool(), guard);

  private GuardedEndpoint uplink(TestBroker broker, String topic) {
    FakeHost host = new FakeHost();
    GuardedEndpoint uplink =
        guard.register(
            new Endpoint(
                FakeHost.owner("up", context.self().tenant()),
                Direction.UPLINK,
                new TopicSet.Names(List.of(topic)),
                host),
            verdict -> {});
    uplink.clusterId(broker.clusterId());
    return uplink;
  }

  /** The path of a message that has passed this owner. */
  private static String path(Owner owner) {
    Endpoint endpoint =
        new Endpoint(owner, Direction.DOWNLINK, new TopicSet.Names(List.of("t")), new FakeHost());
    try (GuardedEndpoint registration = new LoopGuard().register(endpoint, verdict -> {})) {
      return registration
          .checkAndStamp(Map.of(), new ProducerRecord<>("t", new byte[0]), 0)
          .metadata()
          .get(PathCheck.PATH);
    }
  }

  @Test
  void aRefusedNodeSendsNothingAndSaysWhy(TestBroker broker) throws ConfigException {
    String topic = broker.createTopic(1);
    try (GuardedEndpoint uplink = uplink(broker, topic)) {
      node.init(context, Messages.config(broker.bootstrapServers(), topic, ""));
      node.onMessage(Messages.telemetry("{}"));
      context.observer().awaitState(State.REFUSED);
      node.onMessage(Messages.telemetry("{}"));
      for (Outcome outcome : context.awaitOutcomes(2)) {
        assertThat(outcome.relation()).isEqualTo("Loop");
        assertThat(outcome.message().metadata())
            .containsEntry("kafka.out.error", "refused")
            .hasEntrySatisfying("error", text -> assertThat(text).contains(topic));
      }
      assertThat(uplink.verdict().text()).isEmpty();
      assertThat(broker.written(topic)).isZero();
      assertThat(context.observer().metrics().count("downlink.loop")).isEqualTo(2);
    } finally {
      node.destroy();
    }
  }

  @Test
  void refusedMessagesFailWhereThePolicySaysSo(TestBroker broker) throws ConfigException {
    String topic = broker.createTopic(1);
    try (GuardedEndpoint uplink = uplink(broker, topic)) {
      node.init(context, Messages.config(broker.bootstrapServers(), topic, "'onLoop':'failure'"));
      node.onMessage(Messages.telemetry("{}"));
      assertThat(context.awaitOutcomes(1).get(0).relation()).isEqualTo("Failure");
      assertThat(uplink.verdict().text()).isEmpty();
    } finally {
      node.destroy();
    }
  }

  @Test
  void aMessageThatPassedThisNodeBeforeLeavesAlongLoop(TestBroker broker) throws ConfigException {
    String topic = broker.createTopic(1);
    node.init(context, Messages.config(broker.bootstrapServers(), topic, ""));
    try {
      node.onMessage(Messages.telemetry("{}", "kafka.path", path(FakeHost.owner("other"))));
      assertThat(context.awaitOutcomes(1).get(0).relation()).isEqualTo("Success");
      node.onMessage(Messages.telemetry("{}", "kafka.path", path(context.self())));
      assertThat(context.awaitOutcomes(2).get(1).relation()).isEqualTo("Loop");
      assertThat(broker.written(topic)).isEqualTo(1);
    } finally {
      node.destroy();
    }
  }
}

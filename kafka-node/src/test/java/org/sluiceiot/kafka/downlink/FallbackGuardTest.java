package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeNodeContext;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.OwnBroker;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.guard.Direction;
import org.sluiceiot.kafka.guard.Endpoint;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.TopicSet;

/**
 * A node with a fallback has two ways to Kafka, and the guard knows both. The broker is one that no
 * other test has met, so that its cluster is not known in advance.
 */
@ExtendWith(LeakCheck.class)
class FallbackGuardTest {
  @RegisterExtension final OwnBroker broker = new OwnBroker();
  private final LoopGuard guard = new LoopGuard();
  private final FakeNodeContext context = new FakeNodeContext();
  private final KafkaDownlink node = new KafkaDownlink(new ProducerPool(), guard);

  /** It once waited for the loop guard for ever. */
  @Test
  void theFirstWayOpensOnAClusterThatWasNeverSeen() throws Exception {
    String topic = broker.createTopic(1);
    String other = broker.createTopic(1);
    node.init(
        context,
        Messages.config(broker.bootstrapServers(), topic, "'fallback':{'topic':'" + other + "'}"));
    try {
      node.onMessage(Messages.telemetry("{}"));
      assertThat(context.awaitOutcomes(1).get(0).relation()).isEqualTo("Success");
      assertThat(broker.consume(topic, 1, Duration.ofSeconds(10))).hasSize(1);
      assertThat(broker.written(other)).isZero();
    } finally {
      node.destroy();
    }
  }

  @Test
  void aFallbackThatWouldCircleIsRefusedAndTheFirstWayGoesOn() throws Exception {
    String topic = broker.createTopic(1);
    String other = broker.createTopic(1);
    Endpoint reader =
        new Endpoint(
            FakeHost.owner("up", context.self().tenant()),
            Direction.UPLINK,
            new TopicSet.Names(List.of(other)),
            new FakeHost());
    try (GuardedEndpoint uplink = guard.register(reader, verdict -> {})) {
      uplink.clusterId(broker.clusterId());
      node.init(
          context,
          Messages.config(
              broker.bootstrapServers(), topic, "'fallback':{'topic':'" + other + "'}"));
      node.onMessage(Messages.telemetry("{}"));
      assertThat(context.awaitOutcomes(1).get(0).relation()).isEqualTo("Success");
      context.observer().awaitState(State.RUNNING);
      assertThat(context.observer().events(Event.Kind.ALARM))
          .anyMatch(event -> event.text().contains("the fallback is refused: data would circle"));
      assertThat(guard.flows().cycles()).hasSize(1);
    } finally {
      node.destroy();
    }
  }
}

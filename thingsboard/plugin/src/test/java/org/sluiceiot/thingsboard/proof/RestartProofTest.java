package org.sluiceiot.thingsboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluiceiot.thingsboard.proof.Configs.patiently;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.sluice.KafkaDownlinkNode;
import org.thingsboard.rule.engine.sluice.KafkaUplinkNode;
import org.thingsboard.rule.engine.sluice.Nodes;

/** A thousand restarts, as saving a rule chain makes them, leave no thread, client or MBean. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class RestartProofTest {
  private static final int RESTARTS = 500;
  private static final int EVERY = 50;

  private final FakeServer server = new FakeServer();
  private final Shared shared = new Shared(Map.of());

  @Test
  void ofADownlinkEveryMessageHasItsOutcome(TestBroker broker) throws Exception {
    FakeNode ctx = server.node("to kafka");
    ObjectNode config = Configs.downlink(broker, broker.createTopic(1));
    for (int i = 0; i < RESTARTS; i++) {
      KafkaDownlinkNode node = ctx.start(Nodes.downlink(shared), config);
      node.onMsg(ctx, ctx.message(UUID.randomUUID(), "{}"));
      if (i % EVERY == 0) {
        int expected = i + 1;
        patiently().until(() -> ctx.outcomes().size() == expected);
      }
      node.destroy();
    }
    patiently().until(() -> shared.closer().size() == 0 && ctx.outcomes().size() == RESTARTS);
    assertThat(ctx.outcomes()).hasSize(RESTARTS);
  }

  @Test
  void ofAnUplinkEveryRecordArrives(TestBroker broker) throws Exception {
    FakeNode ctx = server.node("from kafka");
    String topic = broker.createTopic(1);
    ObjectNode config = Configs.uplink(broker, topic);
    for (int i = 0; i < RESTARTS; i++) {
      KafkaUplinkNode node = ctx.start(Nodes.uplink(shared), config);
      if (i % EVERY == 0) {
        int before = server.pushedCount();
        broker.produce(topic, "k", "{\"deviceName\":\"d\",\"telemetry\":{\"t\":" + i + "}}");
        patiently().until(() -> server.pushedCount() > before);
      }
      node.destroy();
    }
    patiently().until(() -> shared.closer().size() == 0);
    assertThat(server.pushed().stream().map(one -> one.message().getData()).distinct())
        .hasSize(RESTARTS / EVERY);
  }
}

package org.sluiceiot.thingsboard.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluiceiot.thingsboard.proof.Configs.patiently;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbNode;
import org.thingsboard.rule.engine.sluice.Nodes;
import org.thingsboard.server.common.data.debug.DebugSettings;
import org.thingsboard.server.common.data.event.Event;
import org.thingsboard.server.common.data.event.LifecycleEvent;
import org.thingsboard.server.common.data.event.RuleNodeDebugEvent;

/**
 * What a tenant was not told by the real nodes: that nobody answers at a wrong port, that a topic
 * is missing, and what became of an uplink's records.
 */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class TroubleProofTest {
  private final FakeServer server = new FakeServer();
  private final Shared shared = new Shared(Map.of("SLUICE_FAILED_AFTER", "1s"));

  @Test
  void aWrongPortIsToldByBothNodesInEveryPlace() throws Exception {
    FakeNode up = server.node("up");
    FakeNode down = server.node("down");
    ObjectNode config = Configs.nowhere();
    TbNode uplink = up.start(Nodes.uplink(shared), config.deepCopy());
    TbNode downlink = down.start(Nodes.downlink(shared), config.put("topic", "t"));

    patiently().until(() -> failed(up) && failed(down) && lifecycle().size() == 2);
    assertToldAlong(up, "KAFKA_UPLINK_ALARM");
    assertToldAlong(down, "KAFKA_DOWNLINK_ALARM");
    assertThat(server.errors().stream().filter(text -> text.startsWith("alarm: ")))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(text -> assertThat(text).contains("127.0.0.1:1"));
    assertThat(lifecycle()).allSatisfy(text -> assertThat(text).startsWith("FAILED false "));
    for (String bean :
        List.of(
            "kafka-uplink,node=" + up.getSelfId().getId(),
            "kafka-downlink,node=" + down.getSelfId().getId())) {
      ObjectName name = new ObjectName("org.sluiceiot:type=" + bean);
      var beans = ManagementFactory.getPlatformMBeanServer();
      assertThat(beans.getAttribute(name, "State")).isNotEqualTo("RUNNING");
      assertThat((String) beans.getAttribute(name, "Reason")).contains("127.0.0.1:1");
    }
    end(uplink, downlink);
  }

  @Test
  void aMissingTopicIsTold(TestBroker broker) throws Exception {
    FakeNode up = server.node("up");
    String missing = TestBroker.uniqueName("missing");
    TbNode uplink = up.start(Nodes.uplink(shared), Configs.uplink(broker, missing));
    patiently().until(() -> failed(up) && lifecycle().size() == 1);
    assertThat(up.told().get(0).message().getMetaData().getValue("error")).contains(missing);
    end(uplink);
  }

  @Test
  void withDebugAllRecordsOfTheRealUplinkShowWithinBounds(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    FakeNode up = server.node("up");
    up.getSelf().setDebugSettings(new DebugSettings(false, System.currentTimeMillis() + 600_000));
    TbNode uplink = up.start(Nodes.uplink(shared), Configs.uplink(broker, topic));
    broker.produce(topic, "k", "{\"deviceName\":\"d\",\"telemetry\":{\"t\":1}}");
    broker.produce(topic, "k", "no json " + "x".repeat(50_000));

    patiently().until(() -> debug("OUT", "Failure").size() == 1);
    assertThat(debug("IN", null)).anyMatch(event -> event.text("data").contains("\"t\":1"));
    assertThat(debug("OUT", "Success")).anyMatch(event -> event.text("data").contains("\"d\""));
    RuleNodeDebugEvent failed = debug("OUT", "Failure").get(0);
    assertThat(failed.text("data")).startsWith("no json x").hasSizeLessThan(9_000);
    assertThat(failed.text("error")).contains(topic + "-0@1");
    end(uplink);
  }

  /** Records that carry the node's own password, such as a configuration sent as telemetry. */
  @Test
  void secretsOfTheNodeAreMaskedInEveryEventOfARecord(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    FakeNode up = server.node("up");
    up.getSelf().setDebugSettings(new DebugSettings(false, System.currentTimeMillis() + 600_000));
    ObjectNode config = Configs.uplink(broker, topic);
    ObjectNode route = config.putArray("routes").addObject();
    route.putObject("filter").put("type", "topic").put("equals", "another");
    route
        .putObject("decoder")
        .put("type", "avro")
        .putObject("registry")
        .put("url", "https://registry.example")
        .put("token", "s3cr3t-of-the-node");
    config.withArray("routes").addObject().putObject("filter").put("type", "none");
    TbNode uplink = up.start(Nodes.uplink(shared), config);
    broker.produce(
        topic, "k", "{\"deviceName\":\"d\",\"telemetry\":{\"t\":\"s3cr3t-of-the-node\"}}");
    broker.produce(topic, "k", "no json: s3cr3t-of-the-node");

    patiently().until(() -> debug("OUT", "Failure").size() == 1);
    assertThat(debug("OUT", "Failure").get(0).text("data")).isEqualTo("no json: ********");
    assertThat(debug("OUT", "Success")).anyMatch(event -> event.text("data").contains("********"));
    assertThat(debug("IN", null)).hasSize(2);
    for (Event event : server.events()) {
      assertThat(event.text("data") + event.text("error") + event.text("metadata"))
          .doesNotContain("s3cr3t");
    }
    end(uplink);
  }

  private void end(TbNode... nodes) {
    for (TbNode node : nodes) {
      node.destroy();
    }
    patiently().until(() -> shared.closer().size() == 0);
  }

  private static boolean failed(FakeNode ctx) {
    return ctx.told().stream().anyMatch(told -> told.relation().equals("Failure"));
  }

  private static void assertToldAlong(FakeNode ctx, String type) {
    FakeNode.Told told = ctx.told().get(0);
    assertThat(told.relation()).isEqualTo("Failure");
    assertThat(told.message().getType()).isEqualTo(type);
    assertThat(told.message().getMetaData().getValue("phase")).isEqualTo("opened");
  }

  private List<String> lifecycle() {
    return server.events().stream()
        .filter(LifecycleEvent.class::isInstance)
        .map(event -> event.text("lcEventType") + " " + event.text("success") + " ")
        .toList();
  }

  private List<RuleNodeDebugEvent> debug(String direction, String relation) {
    return server.events().stream()
        .filter(RuleNodeDebugEvent.class::isInstance)
        .map(RuleNodeDebugEvent.class::cast)
        .filter(event -> direction.equals(event.text("eventType")))
        .filter(
            event -> String.valueOf(relation).equals(String.valueOf(event.text("relationType"))))
        .toList();
  }
}

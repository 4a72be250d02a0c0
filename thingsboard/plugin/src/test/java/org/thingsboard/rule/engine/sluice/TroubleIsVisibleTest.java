package org.thingsboard.rule.engine.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.State;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.fake.Scripted;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbNode;
import org.thingsboard.server.common.data.debug.DebugSettings;
import org.thingsboard.server.common.data.event.LifecycleEvent;
import org.thingsboard.server.common.data.event.RuleNodeDebugEvent;

/** What a tenant sees of a node that is in trouble, and of the records of an uplink. */
class TroubleIsVisibleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Scripted plugin = new Scripted();
  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("kafka");

  @AfterEach
  void end() {
    server.destroyNodes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"KAFKA_UPLINK_ALARM", "KAFKA_DOWNLINK_ALARM"})
  void aLostBrokerIsAnErrorEventAndAnAlarmAlongFailureAndSoIsItsEnd(String type) throws Exception {
    Observer observer = start(type, plugin.shared());
    observer.state(State.RUNNING, "");
    observer.state(State.DEGRADED, "no broker can be reached");
    observer.state(State.RUNNING, "");
    await().atMost(PATIENCE).until(() -> server.errors().size() == 2 && ctx.toldCount() == 2);
    assertThat(server.errors().get(0)).isEqualTo("alarm: no broker can be reached");
    assertThat(server.errors().get(1)).startsWith("resolved: it works again (once since");
    assertThat(ctx.told())
        .allSatisfy(
            told -> {
              assertThat(told.relation()).isEqualTo("Failure");
              assertThat(told.message().getType()).isEqualTo(type);
              assertThat(told.message().getOriginator()).isEqualTo(server.tenant());
            })
        .extracting(told -> told.message().getMetaData().getValue("phase"))
        .containsExactly("opened", "resolved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"KAFKA_UPLINK_ALARM", "KAFKA_DOWNLINK_ALARM"})
  void aBrokerThatNeverAnsweredIsToldThoughTheNodeOnlyStarts(String type) throws Exception {
    Observer observer = start(type, plugin.shared());
    observer.state(State.STARTING, "127.0.0.1:1 refuses connections");
    await().atMost(PATIENCE).until(() -> ctx.toldCount() == 1);
    assertThat(server.errors()).containsExactly("alarm: 127.0.0.1:1 refuses connections");
  }

  @Test
  void troubleDuringInitIsToldOnceTheNodeRuns() throws Exception {
    plugin.start =
        (context, config) -> context.observer().state(State.DEGRADED, "the topic is missing");
    start("KAFKA_UPLINK_ALARM", plugin.shared());
    await().atMost(PATIENCE).until(() -> ctx.toldCount() == 1);
    assertThat(server.errors()).containsExactly("alarm: the topic is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"KAFKA_UPLINK_ALARM", "KAFKA_DOWNLINK_ALARM"})
  void aDeadWorkLoopIsAnAlarm(String type) throws Exception {
    Observer observer = start(type, plugin.shared());
    observer.state(State.FAILED, "out of memory; tries again in 10s");
    await().atMost(PATIENCE).until(() -> ctx.toldCount() == 1);
    assertThat(server.errors()).containsExactly("alarm: out of memory; tries again in 10s");
  }

  @Test
  void anAlarmThatIsAlsoAStateIsToldOnce() throws Exception {
    Observer observer = start("KAFKA_UPLINK_ALARM", plugin.shared());
    observer.event(Event.of(Event.Kind.ALARM, "stopped at in-0@5"));
    observer.state(State.DEGRADED, "stopped at in-0@5");
    observer.event(Event.of(Event.Kind.ALARM, "another"));
    await().atMost(PATIENCE).until(() -> server.errors().size() == 2);
    assertThat(server.errors()).containsExactly("alarm: stopped at in-0@5", "alarm: another");
    assertThat(ctx.toldCount()).isEqualTo(2);
  }

  @Test
  void troubleThatLastsIsAFailedLifeCycleEventAndItsEndToo() throws Exception {
    Observer observer =
        start("KAFKA_UPLINK_ALARM", plugin.shared(Map.of("SLUICE_FAILED_AFTER", "100ms")));
    observer.state(State.DEGRADED, "no broker can be reached");
    await().atMost(PATIENCE).until(() -> lifecycle().size() == 1);
    assertThat(lifecycle().get(0)).isEqualTo("FAILED false DEGRADED: no broker can be reached");
    observer.state(State.RUNNING, "");
    await().atMost(PATIENCE).until(() -> lifecycle().size() == 2);
    assertThat(lifecycle().get(1)).isEqualTo("RECOVERED true null");
  }

  @Test
  void jmxShowsANodeUnderOneNameOverRestartsAndHowLongItIsInTrouble() throws Exception {
    Shared shared = plugin.shared();
    ObjectName name =
        new ObjectName("org.sluiceiot:type=kafka-uplink,node=" + ctx.getSelfId().getId());
    for (int i = 0; i < 3; i++) {
      KafkaUplinkNode node = ctx.start(new KafkaUplinkNode(shared), json("{}"));
      KafkaUplinkNode next = ctx.start(new KafkaUplinkNode(shared), json("{}"));
      node.destroy();
      await().atMost(PATIENCE).until(() -> shared.closer().size() == 1);
      plugin.integrationContext.observer().state(State.DEGRADED, "away");
      var beans = ManagementFactory.getPlatformMBeanServer();
      assertThat(beans.getAttribute(name, "State")).isEqualTo("DEGRADED");
      assertThat(beans.getAttribute(name, "Meters").toString()).contains("trouble.seconds");
      next.destroy();
      await().atMost(PATIENCE).until(() -> !beans.isRegistered(name));
    }
  }

  @Test
  void whatTheLastThreadsOfAnEndedNodeSayIsNoNews() throws Exception {
    Shared shared = plugin.shared();
    KafkaUplinkNode node = ctx.start(new KafkaUplinkNode(shared), json("{}"));
    node.destroy();
    await().atMost(PATIENCE).until(() -> shared.closer().size() == 0);
    Observer observer = plugin.integrationContext.observer();
    observer.state(State.DEGRADED, "not everything could be committed");
    observer.event(Event.of(Event.Kind.ALARM, "the last of them"));
    await().atMost(PATIENCE).until(() -> !server.errors().isEmpty());
    assertThat(server.errors()).containsExactly("alarm: the last of them");
  }

  @Test
  void withDebugAllEveryRecordShowsInAndDecodedAndFailed() throws Exception {
    Observer observer = start("KAFKA_UPLINK_ALARM", plugin.shared());
    assertThat(observer.debugging()).isFalse();
    report(observer);
    ctx.getSelf().setDebugSettings(new DebugSettings(false, System.currentTimeMillis() + 60_000));
    assertThat(observer.debugging()).isTrue();
    report(observer);
    await().atMost(PATIENCE).until(() -> debug().size() == 3);
    assertThat(debug())
        .containsExactly(
            "IN null JSON {\"t\":1} null",
            "OUT Success JSON [{\"deviceName\":\"d\"}] null",
            "OUT Failure TEXT not json in-0@5 failed (DECODE): no JSON");
  }

  @Test
  void withDebugFailuresOnlyFailedRecordsShowWithTheirPayload() throws Exception {
    Observer observer = start("KAFKA_UPLINK_ALARM", plugin.shared());
    ctx.getSelf().setDebugSettings(new DebugSettings(true, 0));
    report(observer);
    await().atMost(PATIENCE).until(() -> debug().size() == 1);
    assertThat(debug())
        .containsExactly("OUT Failure TEXT not json in-0@5 failed (DECODE): no JSON");
  }

  @Test
  void aFastTopicDoesNotFillTheEventTables() throws Exception {
    Observer observer = start("KAFKA_UPLINK_ALARM", plugin.shared());
    ctx.getSelf().setDebugSettings(new DebugSettings(false, System.currentTimeMillis() + 60_000));
    for (int i = 0; i < 5_000; i++) {
      report(observer);
    }
    await().atMost(PATIENCE).until(() -> debug().size() >= 1_000);
    observer.event(Event.of(Event.Kind.ALARM, "after all of them"));
    await().atMost(PATIENCE).until(() -> !server.errors().isEmpty());
    assertThat(debug()).hasSize(1_000);
  }

  @Test
  void aMistypedPropertyIsAWarningEvent() throws Exception {
    ctx.start(
        new KafkaUplinkNode(plugin.shared()),
        json("{\"tpoic\":\"t\",\"delivery\":{\"tiemout\":\"1m\"}}"));
    await().atMost(PATIENCE).until(() -> server.errors().size() == 2);
    assertThat(server.errors())
        .allMatch(text -> text.startsWith("warning: ignored in the configuration: "))
        .anyMatch(text -> text.contains("delivery.tiemout"))
        .anyMatch(text -> text.contains("tpoic") && text.contains("topic"));
  }

  private static void report(Observer observer) {
    observer.event(
        new Event(Event.Kind.DEBUG, "raw: in-0@4", Map.of("kind", "raw", "payload", "{\"t\":1}")));
    observer.event(
        new Event(
            Event.Kind.DEBUG,
            "decoded by route all: in-0@4",
            Map.of("kind", "decoded by route all", "payload", "[{\"deviceName\":\"d\"}]")));
    observer.event(
        new Event(
            Event.Kind.ERROR,
            "in-0@5 failed (DECODE): no JSON",
            Map.of("topic", "in", "partition", "0", "offset", "5")));
  }

  private Observer start(String type, Shared shared) throws Exception {
    boolean uplink = type.equals("KAFKA_UPLINK_ALARM");
    TbNode node = uplink ? new KafkaUplinkNode(shared) : new KafkaDownlinkNode(shared);
    ctx.start(node, json("{}"));
    return uplink ? plugin.integrationContext.observer() : plugin.context.observer();
  }

  private List<String> lifecycle() {
    return server.events().stream()
        .filter(LifecycleEvent.class::isInstance)
        .map(
            event ->
                event.text("lcEventType") + " " + event.text("success") + " " + event.text("error"))
        .toList();
  }

  private List<String> debug() {
    return server.events().stream()
        .filter(RuleNodeDebugEvent.class::isInstance)
        .map(
            event ->
                String.join(
                    " ",
                    event.text("eventType"),
                    event.text("relationType"),
                    event.text("dataType"),
                    event.text("data"),
                    event.text("error")))
        .toList();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}

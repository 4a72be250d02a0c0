package org.thingsboard.rule.engine.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.fake.Scripted;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbNodeException;

class KafkaUplinkNodeTest {
  private final Scripted plugin = new Scripted();
  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("from kafka");

  @AfterEach
  void end() {
    server.destroyNodes();
  }

  @Test
  void deliversToTheDeviceProfileUnlessToldOtherwise() throws Exception {
    start("{}");
    deliver().toCompletableFuture().join();
    assertThat(server.pushedCount()).isEqualTo(1);
    assertThat(ctx.told()).isEmpty();
  }

  @Test
  void theQueueThatSomebodyChoseForTheNodeCountsAndElseTheProfiles() throws Exception {
    start("{}");
    deliver().toCompletableFuture().join();
    ctx.queueName("HighPriority");
    deliver().toCompletableFuture().join();
    assertThat(server.pushed())
        .extracting(one -> one.message().getQueueName())
        .containsExactly("profile", "HighPriority");
  }

  @Test
  void deliversAlongSuccessWhenToldSo() throws Exception {
    for (String written : List.of("\"own-chain\"", "{\"strategy\":\"own_chain\"}")) {
      start("{\"delivery\":%s,\"topic\":\"a\"}".formatted(written));
      deliver().toCompletableFuture().join();
    }
    assertThat(ctx.told())
        .extracting(FakeNode.Told::relation)
        .containsExactly("Success", "Success");
    assertThat(server.pushed()).isEmpty();
  }

  @Test
  void aWrongDeliveryIsAnInitError() {
    assertThatThrownBy(() -> start("{\"delivery\":\"pigeon\"}"))
        .isInstanceOfSatisfying(
            TbNodeException.class,
            e -> {
              assertThat(e).hasMessageContaining("device-profile, own-chain");
              assertThat(e.isUnrecoverable()).isTrue();
            });
  }

  @Test
  void aMessageThatIsLedHereFails() throws Exception {
    KafkaUplinkNode node = start("{}");
    node.onMsg(ctx, ctx.message(UUID.randomUUID(), "{}"));
    assertThat(ctx.told()).extracting(FakeNode.Told::relation).containsExactly("Failure");
  }

  @Test
  void anAlarmLeavesAlongFailureSoThatTheTenantSeesIt() throws Exception {
    start("{}");
    var observer = plugin.integrationContext.observer();
    observer.event(new Event(Event.Kind.ALARM, "partition 0 stopped", Map.of("topic", "in")));
    observer.event(Event.of(Event.Kind.ERROR, "one record failed"));
    observer.state(State.DEGRADED, "no broker can be reached");
    observer.state(State.DEGRADED, "no broker can be reached");
    assertThat(ctx.told())
        .extracting(told -> told.relation() + " " + told.message().getMetaData().getValue("error"))
        .containsExactly("Failure partition 0 stopped", "Failure no broker can be reached");
    assertThat(ctx.told().get(0).message().getData())
        .isEqualTo("{\"text\":\"partition 0 stopped\",\"topic\":\"in\"}");
    assertThat(ctx.told().get(0).message().getOriginator()).isEqualTo(server.tenant());
  }

  @Test
  void destroyReturnsAtOnceAndStopsOnce() throws Exception {
    KafkaUplinkNode node = start("{}");
    node.destroy();
    node.destroy();
    await().until(() -> plugin.stopped.get() == 1);
    assertThat(plugin.stopped).hasValue(1);
  }

  @Test
  void aStartThatThrowsLeavesNothing() {
    plugin.start =
        (context, config) -> {
          throw new ConfigException("topics", "is missing", "");
        };
    Shared shared = plugin.shared();
    assertThatThrownBy(() -> ctx.start(new KafkaUplinkNode(shared), json("{}")))
        .isInstanceOf(TbNodeException.class)
        .hasMessage("topics: is missing");
    await().until(() -> plugin.stopped.get() == 1);
    assertThat(shared.closer().size()).isZero();
  }

  @Test
  void reachesTheNodesOfItsOwnTenantOnly() throws Exception {
    Shared shared = plugin.shared();
    ctx.start(new KafkaUplinkNode(shared), json("{}"));
    FakeNode same = server.node("same");
    FakeServer other = new FakeServer();
    FakeNode foreign = other.node("foreign");
    same.start(new KafkaDownlinkNode(shared), json("{}"));
    foreign.start(new KafkaDownlinkNode(shared), json("{}"));
    var reachability = plugin.integrationContext.host().reachability();
    String self = plugin.integrationContext.self().id();
    assertThat(reachability.reaches(self, same.getSelfId().getId().toString())).isTrue();
    assertThat(reachability.reaches(self, foreign.getSelfId().getId().toString())).isFalse();
    other.destroyNodes();
  }

  private KafkaUplinkNode start(String config) throws Exception {
    return ctx.start(new KafkaUplinkNode(plugin.shared()), json(config));
  }

  private CompletionStage<Void> deliver() {
    TelemetryPoint point = new TelemetryPoint(null, Map.of("t", 1L));
    EntityData data =
        new EntityData(
            EntityData.Kind.DEVICE,
            "d1",
            "default",
            null,
            null,
            null,
            Map.of(),
            List.of(point),
            Set.of());
    return plugin.integrationContext.deliver(new EntityBatch(List.of(data), Map.of(), true));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}

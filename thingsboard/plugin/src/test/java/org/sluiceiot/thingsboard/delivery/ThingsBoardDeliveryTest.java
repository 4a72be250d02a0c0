package org.sluiceiot.thingsboard.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.EntityExecutors;
import org.thingsboard.server.common.data.Device;
import org.thingsboard.server.common.msg.TbMsg;
import org.thingsboard.server.common.msg.queue.RuleEngineException;
import org.thingsboard.server.exception.DataValidationException;

class ThingsBoardDeliveryTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("from kafka");
  private final ThingsBoardDelivery delivery = delivery(Intake.deviceProfile(ctx));

  @Test
  void splitsARecordIntoOneMessageOfAttributesAndOnePerMoment() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("long", 1L);
    values.put("double", 2.5);
    values.put("flag", true);
    values.put("text", "x\"y");
    values.put("object", JsonNodeFactory.instance.objectNode().put("a", 1));
    List<TelemetryPoint> points =
        List.of(
            new TelemetryPoint(Instant.ofEpochMilli(5), values),
            new TelemetryPoint(null, Map.of("t", 2L)));
    deliver(device("d1", Map.of("model", "A"), points)).join();

    assertThat(server.pushed())
        .extracting(one -> one.message().getType())
        .containsExactly(
            "POST_ATTRIBUTES_REQUEST", "POST_TELEMETRY_REQUEST", "POST_TELEMETRY_REQUEST");
    assertThat(server.pushed())
        .extracting(one -> one.message().getData())
        .containsExactly(
            "{\"model\":\"A\"}",
            "{\"long\":1,\"double\":2.5,\"flag\":true,\"text\":\"x\\\"y\",\"object\":{\"a\":1}}",
            "{\"t\":2}");
    assertThat(server.pushed())
        .allSatisfy(
            one ->
                assertThat(one.message().getMetaData().getData())
                    .containsEntry("deviceName", "d1")
                    .containsEntry("deviceType", "sensor")
                    .containsEntry("kafka.in.topic", "in"));
    assertThat(server.pushed().stream().skip(1))
        .extracting(one -> one.message().getMetaData().getValue("ts"))
        .containsExactly("5", Long.toString(NOW.toEpochMilli()));
  }

  @Test
  void createsADeviceWithItsCustomerAndTellsTheRootChain() {
    deliver(
            new EntityData(
                EntityData.Kind.DEVICE,
                "d1",
                "sensor",
                "Hall",
                "ACME",
                null,
                Map.of("a", 1L),
                List.of(),
                Set.of()))
        .join();
    Device device = server.entities().devices().get("d1");
    assertThat(device.getType()).isEqualTo("sensor");
    assertThat(device.getLabel()).isEqualTo("Hall");
    assertThat(device.getTenantId()).isEqualTo(server.tenant());
    assertThat(device.getCustomerId()).isEqualTo(server.entities().customers().get("ACME").getId());
    assertThat(ctx.enqueued()).extracting(TbMsg::getData).containsExactly("ACME", "d1");
    assertThat(server.pushed().get(0).message().getCustomerId()).isEqualTo(device.getCustomerId());
  }

  @Test
  void createsAnAssetAndReportsNoActivityOfIt() {
    deliver(
            new EntityData(
                EntityData.Kind.ASSET,
                "house",
                "building",
                null,
                null,
                null,
                Map.of(),
                List.of(point(1)),
                Set.of()))
        .join();
    assertThat(server.entities().assets()).containsOnlyKeys("house");
    assertThat(server.pushed().get(0).message().getMetaData().getData())
        .containsEntry("assetName", "house")
        .containsEntry("assetType", "building");
    assertThat(server.active()).isEmpty();
  }

  @Test
  void anExistingDeviceGetsDataOnly() {
    deliver(device("d1", Map.of(), List.of(point(1)))).join();
    deliver(device("d1", Map.of(), List.of(point(2)))).join();
    assertThat(server.entities().devices()).hasSize(1);
    assertThat(ctx.enqueued()).hasSize(1);
  }

  /** As with ThingsBoard PE's integrations: what people arranged in the server is theirs. */
  @Test
  void anExistingEntityKeepsItsCustomerItsLabelAndItsProfile() {
    deliver(entity(EntityData.Kind.DEVICE, "d1", "sensor", "Hall", "ACME")).join();
    deliver(entity(EntityData.Kind.DEVICE, "d1", "pump", "Cellar", "Other")).join();
    deliver(entity(EntityData.Kind.ASSET, "a1", "house", "North", "ACME")).join();
    deliver(entity(EntityData.Kind.ASSET, "a1", "tower", "South", "Other")).join();
    assertThat(server.entities().customers()).containsOnlyKeys("ACME");
    Device device = server.entities().devices().get("d1");
    assertThat(device.getType()).isEqualTo("sensor");
    assertThat(device.getLabel()).isEqualTo("Hall");
    assertThat(device.getCustomerId()).isEqualTo(server.entities().customers().get("ACME").getId());
    assertThat(server.entities().assets().get("a1").getType()).isEqualTo("house");
    assertThat(server.entities().assets().get("a1").getLabel()).isEqualTo("North");
    assertThat(server.pushed().get(1).message().getMetaData().getData())
        .containsEntry("deviceType", "sensor");
  }

  private static EntityData entity(
      EntityData.Kind kind, String name, String type, String label, String customer) {
    return new EntityData(
        kind, name, type, label, customer, null, Map.of(), List.of(point(1)), Set.of());
  }

  @Test
  void aDeviceThatAnotherMemberCreatesAtTheSameTimeIsFoundAgain() {
    Device other = new Device();
    other.setName("d1");
    other.setType("theirs");
    server.entities().beforeSave(() -> server.entities().devices().put("d1", other));
    deliver(device("d1", Map.of(), List.of(point(1)))).join();
    assertThat(server.pushed().get(0).entity()).isEqualTo(other.getId());
  }

  @Test
  void whatTheServerRefusesIsRejectedForGood() {
    server
        .entities()
        .beforeSave(
            () -> {
              throw new DataValidationException("Devices limit reached");
            });
    assertThatThrownBy(() -> deliver(device("d1", Map.of(), List.of(point(1)))).join())
        .hasCauseInstanceOf(RejectedDataException.class)
        .hasMessageContaining("device 'd1' cannot be created: Devices limit reached");
  }

  @Test
  void aDeviceThatMayNotBeCreatedIsRejected() {
    EntityBatch batch =
        new EntityBatch(List.of(device("d1", Map.of(), List.of(point(1)))), Map.of(), false);
    assertThatThrownBy(() -> delivery.deliver(batch).toCompletableFuture().join())
        .hasCauseInstanceOf(RejectedDataException.class)
        .hasMessageContaining("device 'd1' does not exist and may not be created");
    assertThat(server.entities().devices()).isEmpty();
  }

  @Test
  void completesOnlyWhenEveryMessageIsAcknowledged() {
    server.queue(one -> {});
    CompletableFuture<Void> delivered =
        deliver(device("d1", Map.of(), List.of(point(1), point(2))));
    await().until(() -> server.pushedCount() == 2);
    server.pushed().get(1).callback().onSuccess(null);
    assertThat(delivered).isNotDone();
    server.pushed().get(0).callback().onSuccess(null);
    assertThat(delivered).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void aQueueThatIsAwayIsTriedAgain() {
    server.queue(one -> one.callback().onFailure(new TimeoutException("queue away")));
    assertThatThrownBy(() -> deliver(device("d1", Map.of(), List.of(point(1)))).join())
        .cause()
        .isInstanceOf(RetriableException.class)
        .hasMessage("ThingsBoard's queue is away or busy");
  }

  @Test
  void aFailureThatMayPassIsReportedBeforeOneThatStays() {
    server.queue(one -> one.callback().onFailure(new TimeoutException("queue away")));
    deliver(device("known", Map.of(), List.of())).join();
    EntityBatch batch =
        new EntityBatch(
            List.of(
                device("unknown", Map.of(), List.of(point(1))),
                device("known", Map.of(), List.of(point(1)))),
            Map.of(),
            false);
    assertThatThrownBy(() -> delivery.deliver(batch).toCompletableFuture().join())
        .cause()
        .isInstanceOf(RetriableException.class);
  }

  @Test
  void ownChainIsAcknowledgedAtTheEndOfProcessing() {
    ThingsBoardDelivery own = delivery(Intake.ownChain(ctx));
    ctx.chain(msg -> {});
    CompletableFuture<Void> first = deliver(own, device("d1", Map.of(), List.of(point(1))));
    await().until(() -> ctx.toldCount() == 1);
    assertThat(first).isNotDone();
    ctx.told().get(0).message().getCallback().onSuccess();
    assertThat(first).succeedsWithin(Duration.ofSeconds(5));

    ctx.chain(msg -> msg.getCallback().onFailure(new RuleEngineException("script")));
    assertThatThrownBy(() -> deliver(own, device("d1", Map.of(), List.of(point(1)))).join())
        .hasCauseInstanceOf(DeliveryFailedException.class);
    ctx.chain(msg -> msg.getCallback().onRateLimit(new RuleEngineException("too many")));
    assertThatThrownBy(() -> deliver(own, device("d1", Map.of(), List.of(point(1)))).join())
        .hasCauseInstanceOf(RetriableException.class);
  }

  @Test
  void aMessageThatTheServerForgetsFailsAfterTheTimeout() {
    server.queue(one -> {});
    ThingsBoardDelivery impatient =
        new ThingsBoardDelivery(
            ctx, Intake.deviceProfile(ctx), new EntityExecutors(), clock(), Duration.ofMillis(50));
    assertThatThrownBy(() -> deliver(impatient, device("d1", Map.of(), List.of(point(1)))).join())
        .hasCauseInstanceOf(RetriableException.class)
        .hasMessageContaining("ThingsBoard did not acknowledge within 50ms");
  }

  @Test
  void keepsTheOrderOfEachDevice() {
    List<CompletableFuture<Void>> all =
        IntStream.range(0, 2_000)
            .mapToObj(i -> deliver(device("d" + i % 20, Map.of(), List.of(point(i)))))
            .toList();
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    Map<String, Integer> last = new LinkedHashMap<>();
    for (FakeServer.Pushed one : server.pushed()) {
      String name = one.message().getMetaData().getValue("deviceName");
      int value = Integer.parseInt(one.message().getData().replaceAll("\\D", ""));
      assertThat(value).isGreaterThan(last.getOrDefault(name, -1));
      last.put(name, value);
    }
    assertThat(server.pushedCount()).isEqualTo(2_000);
  }

  @Test
  void reportsADeviceActiveButNotForEveryRecord() {
    IntStream.range(0, 50).forEach(i -> deliver(device("d1", Map.of(), List.of(point(i)))).join());
    assertThat(server.active())
        .containsExactly(server.entities().devices().get("d1").getId().getId());
  }

  @Test
  void updateOnlyKeysAreDeliveredWhenTheyChangeAndAfterAFailure() {
    deliver(updateOnly(1)).join();
    deliver(updateOnly(1)).join();
    assertThat(server.pushed())
        .extracting(one -> one.message().getData())
        .last()
        .isEqualTo("{\"u\":1}");
    server.queue(one -> one.callback().onFailure(new IllegalStateException("away")));
    assertThatThrownBy(() -> deliver(updateOnly(2)).join())
        .hasCauseInstanceOf(DeliveryFailedException.class);
    server.queue(one -> one.callback().onSuccess(null));
    deliver(updateOnly(2)).join();
    assertThat(server.pushed())
        .extracting(one -> one.message().getData())
        .last()
        .asString()
        .contains("\"k\":2");
  }

  private static EntityData updateOnly(long value) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("k", value);
    values.put("u", 1L);
    return new EntityData(
        EntityData.Kind.DEVICE,
        "d1",
        "sensor",
        null,
        null,
        null,
        Map.of(),
        List.of(new TelemetryPoint(NOW, values)),
        Set.of("k"));
  }

  private CompletableFuture<Void> deliver(EntityData data) {
    return deliver(delivery, data);
  }

  private static CompletableFuture<Void> deliver(ThingsBoardDelivery delivery, EntityData data) {
    Map<String, String> metadata = Map.of("kafka.in.topic", "in");
    return delivery.deliver(new EntityBatch(List.of(data), metadata, true)).toCompletableFuture();
  }

  private ThingsBoardDelivery delivery(Intake intake) {
    return new ThingsBoardDelivery(
        ctx, intake, new EntityExecutors(), clock(), Duration.ofSeconds(30));
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private static TelemetryPoint point(long value) {
    return new TelemetryPoint(NOW, Map.of("t", value));
  }

  private static EntityData device(
      String name, Map<String, Object> attributes, List<TelemetryPoint> points) {
    return new EntityData(
        EntityData.Kind.DEVICE, name, "sensor", null, null, null, attributes, points, Set.of());
  }
}

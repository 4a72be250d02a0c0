package org.sluiceiot.thingsboard.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.EntityExecutors;
import org.thingsboard.server.common.data.Device;

/** Creating a device takes the server many times as long as data of one that it knows. */
class NewDevicesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("from kafka");
  private final EntityExecutors executors = new EntityExecutors();
  private final ThingsBoardDelivery delivery = delivery(ctx);
  private final CountDownLatch databaseGoesOn = new CountDownLatch(1);
  private final AtomicInteger creating = new AtomicInteger();

  @AfterEach
  void letEverythingEnd() {
    databaseGoesOn.countDown();
  }

  @Test
  void knownDevicesDoNotWaitForNewOnes() {
    for (int i = 0; i < 100; i++) {
      know("known" + i);
    }
    slowDatabase();
    List<CompletableFuture<Void>> created = deliverToNew("new", 1_000, 1);
    await().atMost(PATIENCE).until(() -> creating.get() >= 5);
    List<CompletableFuture<Void>> known = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      known.add(deliver(delivery, "known" + i % 100, i));
    }
    assertThat(all(known)).succeedsWithin(PATIENCE);
    assertThat(created).noneMatch(CompletableFuture::isDone);
    databaseGoesOn.countDown();
    assertThat(all(created)).succeedsWithin(PATIENCE);
  }

  @Test
  void oneTenantsNewDevicesLeaveThreadsToAnother() {
    slowDatabase();
    List<CompletableFuture<Void>> created = deliverToNew("new", 100, 1);
    await().atMost(PATIENCE).until(() -> creating.get() >= 5);
    FakeServer other = new FakeServer();
    ThingsBoardDelivery others = delivery(other.node("from kafka"));
    assertThat(deliver(others, "theirs", 1)).succeedsWithin(PATIENCE);
    assertThat(created).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void dataOfANewDeviceStaysInOrder() {
    slowDatabase();
    List<CompletableFuture<Void>> created = deliverToNew("new", 50, 40);
    databaseGoesOn.countDown();
    assertThat(all(created)).succeedsWithin(PATIENCE);
    Map<String, Integer> next = new HashMap<>();
    for (FakeServer.Pushed one : server.pushed()) {
      int n = next.merge(one.message().getMetaData().getValue("deviceName"), 1, Integer::sum) - 1;
      assertThat(one.message().getData()).isEqualTo("{\"t\":" + n + "}");
    }
    assertThat(server.pushedCount()).isEqualTo(2_000);
  }

  private void slowDatabase() {
    server
        .entities()
        .beforeSave(
            () -> {
              creating.incrementAndGet();
              try {
                databaseGoesOn.await(60, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private List<CompletableFuture<Void>> deliverToNew(String name, int devices, int records) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int n = 0; n < records; n++) {
      for (int device = 0; device < devices; device++) {
        all.add(deliver(delivery, name + device, n));
      }
    }
    return all;
  }

  private ThingsBoardDelivery delivery(FakeNode node) {
    return new ThingsBoardDelivery(
        node, Intake.deviceProfile(node), executors, Clock.systemUTC(), Duration.ofMinutes(2));
  }

  private void know(String name) {
    Device device = new Device();
    device.setName(name);
    device.setType("sensor");
    server.entities().devices().put(name, device);
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<Void> deliver(
      ThingsBoardDelivery delivery, String name, long value) {
    EntityData data =
        new EntityData(
            EntityData.Kind.DEVICE,
            name,
            "sensor",
            null,
            null,
            null,
            Map.of(),
            List.of(new TelemetryPoint(null, Map.of("t", value))),
            Set.of());
    return delivery.deliver(new EntityBatch(List.of(data), Map.of(), true)).toCompletableFuture();
  }
}

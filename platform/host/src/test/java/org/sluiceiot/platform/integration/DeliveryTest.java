package org.sluiceiot.platform.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.platform.entity.Entity;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.telemetry.KeyPage;
import org.sluiceiot.platform.telemetry.Point;
import org.sluiceiot.platform.telemetry.TelemetryReader;
import org.sluiceiot.platform.tenant.Tenant;

class DeliveryTest {
  @TempDir Path folder;
  private Platform platform;
  private EntityStore entities;
  private TelemetryReader reader;
  private Tenant tenant;

  @BeforeEach
  void start() {
    platform =
        Platform.start(PlatformOptions.embedded(folder.resolve("data"), folder.resolve("none")));
    entities = new EntityStore(platform.database(), Clock.systemUTC());
    reader = new TelemetryReader(platform.database());
    tenant = platform.createTenant("t");
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private static EntityData data(Kind kind, String name, Map<String, Object> values, long ts) {
    return new EntityData(
        kind,
        name,
        "boiler",
        "a label",
        "ACME",
        "cellar",
        Map.of("model", "B1"),
        List.of(new TelemetryPoint(Instant.ofEpochMilli(ts), values)),
        Set.of());
  }

  private CompletableFuture<Void> deliver(boolean create, EntityData... entities) {
    EntityBatch batch = new EntityBatch(List.of(entities), Map.of("kafka.in.topic", "x"), create);
    return platform.delivery().deliver(tenant.id(), null, batch).toCompletableFuture();
  }

  private Entity entity(Kind kind, String name) {
    return entities.find(tenant.id(), kind, name).orElseThrow();
  }

  @Test
  void devices_and_assets_are_created_with_all_they_have() {
    deliver(
            true,
            data(Kind.DEVICE, "one", Map.of("t", 1.5), 1000),
            data(Kind.ASSET, "one", Map.of("t", 2L), 1000))
        .join();
    for (Kind kind : Kind.values()) {
      Entity entity = entity(kind, "one");
      assertThat(entity.type()).isEqualTo("boiler");
      assertThat(entity.label()).isEqualTo("a label");
      assertThat(entity.customer()).isEqualTo("ACME");
      assertThat(entity.group()).isEqualTo("cellar");
      assertThat(reader.attributes(entity.no())).extracting(Point::value).containsExactly("B1");
    }
    assertThat(reader.latest(entity(Kind.DEVICE, "one").no(), KeyPage.FIRST))
        .containsExactly(new Point(entity(Kind.DEVICE, "one").no(), "t", 1000, 1.5));
  }

  @Test
  void an_existing_entity_gets_data_only() {
    deliver(true, data(Kind.DEVICE, "one", Map.of("t", 1L), 1)).join();
    EntityData other =
        new EntityData(
            Kind.DEVICE,
            "one",
            "pump",
            "other",
            "OTHER",
            null,
            Map.of(),
            List.of(new TelemetryPoint(Instant.ofEpochMilli(2), Map.of("t", 2L))),
            Set.of());
    deliver(true, other).join();
    assertThat(entity(Kind.DEVICE, "one").type()).isEqualTo("boiler");
    assertThat(entity(Kind.DEVICE, "one").customer()).isEqualTo("ACME");
    assertThat(reader.latest(entity(Kind.DEVICE, "one").no(), "t")).contains(2L);
  }

  @Test
  void what_does_not_exist_and_may_not_be_created_is_refused_for_good() {
    assertThatThrownBy(() -> deliver(false, data(Kind.DEVICE, "new", Map.of("t", 1L), 1)).join())
        .hasCauseInstanceOf(RejectedDataException.class)
        .hasMessageContaining("no device named 'new'");
  }

  @Test
  void data_that_no_database_takes_is_refused_before_anything_is_done() {
    for (EntityData bad :
        List.of(
            data(Kind.DEVICE, "x".repeat(256), Map.of("t", 1L), 1),
            data(Kind.DEVICE, " ", Map.of("t", 1L), 1),
            data(Kind.DEVICE, "zero\0", Map.of("t", 1L), 1),
            data(Kind.DEVICE, "d", Map.of("k".repeat(256), 1L), 1),
            data(Kind.DEVICE, "d", Map.of("t", "x".repeat(1_000_001)), 1),
            data(Kind.DEVICE, "d", Map.of("t", Double.NaN), 1))) {
      assertThatThrownBy(() -> deliver(true, bad).join())
          .hasCauseInstanceOf(RejectedDataException.class);
    }
    assertThat(entities.list(tenant.id(), null, "", 10, 0).total()).isZero();
  }

  @Test
  void a_delivery_that_comes_again_changes_nothing() {
    for (int i = 0; i < 3; i++) {
      deliver(true, data(Kind.DEVICE, "one", Map.of("a", 1L, "b", "x"), 77)).join();
    }
    assertThat(reader.points(tenant.id())).isEqualTo(2);
  }

  @Test
  void an_update_only_key_is_written_when_it_changed() {
    long[] values = {1, 1, 2, 2, 1};
    for (int i = 0; i < values.length; i++) {
      EntityData data =
          new EntityData(
              Kind.DEVICE,
              "one",
              "d",
              null,
              null,
              null,
              Map.of(),
              List.of(
                  new TelemetryPoint(
                      Instant.ofEpochMilli(i), Map.of("mode", values[i], "t", (long) i))),
              Set.of("mode"));
      deliver(true, data).join();
    }
    var series = reader.series(entity(Kind.DEVICE, "one").no(), List.of(), 0, 100, 100);
    assertThat(series.get("mode")).extracting(Point::ts).containsExactly(0L, 2L, 4L);
    assertThat(series.get("t")).hasSize(5);
  }

  @Test
  void an_unsaved_update_only_value_is_not_taken_for_known() {
    deliver(true, data(Kind.DEVICE, "one", Map.of("t", 1L), 1)).join();
    platform.database().close();
    assertThatThrownBy(() -> deliver(true, data(Kind.DEVICE, "one", Map.of("t", 5L), 2)).join())
        .hasCauseInstanceOf(RetriableException.class);
    assertThatThrownBy(() -> deliver(true, data(Kind.DEVICE, "unknown", Map.of(), 2)).join())
        .hasCauseInstanceOf(RetriableException.class);
  }

  @Test
  void batches_of_one_entity_are_worked_on_in_their_order() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (long i = 0; i < 2000; i++) {
      all.add(deliver(true, data(Kind.DEVICE, "d" + i % 7, Map.of("last", i), 5)));
    }
    all.forEach(CompletableFuture::join);
    for (int device = 0; device < 7; device++) {
      long expected = 1999 - (1999 - device) % 7;
      assertThat(reader.latest(entity(Kind.DEVICE, "d" + device).no(), "last")).contains(expected);
    }
    assertThat(platform.delivery().underWay()).isZero();
  }
}

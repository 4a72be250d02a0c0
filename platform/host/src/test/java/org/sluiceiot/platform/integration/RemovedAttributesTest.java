package org.sluiceiot.platform.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.api.entity.RemovedAttributes;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.entity.Entity;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.store.Postgres;
import org.sluiceiot.platform.telemetry.Point;
import org.sluiceiot.platform.telemetry.TelemetryReader;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantQuota;

/** Attributes that a record takes away, in order with what is written, on both databases. */
class RemovedAttributesTest {
  private static final RemovedAttributes ALL = RemovedAttributes.of(Set.of());

  @TempDir Path folder;
  private TestHost host;
  private Tenant tenant;
  private UUID chain;

  static Stream<String> databases() {
    return Stream.of("h2", "postgres");
  }

  /** A host with a chain that saves everything, what it is told of removals as telemetry. */
  private void start(String database) throws Exception {
    boolean postgres = database.equals("postgres");
    host =
        TestHost.start(
            new PlatformOptions(
                folder.resolve("data"),
                folder.resolve("none"),
                postgres ? Postgres.freshUrl() : Database.embedded(folder.resolve("h2")),
                postgres ? "postgres" : null,
                null,
                null,
                "host",
                TenantQuota.DEFAULT));
    tenant = host.tenant("t");
    String made =
        """
        {"name":"told","version":1,"document":{"firstNode":"types","nodes":[
         {"id":"types","type":"message-type-switch","name":"types","config":{}},
         {"id":"telemetry","type":"save-telemetry","name":"telemetry","config":{}},
         {"id":"attributes","type":"save-attributes","name":"attributes","config":{}}],
         "connections":[
         {"from":"types","to":"telemetry","relation":"Post telemetry"},
         {"from":"types","to":"telemetry","relation":"Attributes deleted"},
         {"from":"types","to":"attributes","relation":"Post attributes"}]}}
        """;
    var answer = host.call("POST", "/api/tenants/" + tenant.id() + "/rule-chains", made);
    assertThat(answer.status()).as(answer.problems()).isEqualTo(201);
    chain = UUID.fromString(answer.body().path("id").asText());
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private CompletableFuture<Void> deliver(EntityData data, boolean create) {
    EntityBatch batch = new EntityBatch(List.of(data), Map.of(), create);
    return host.platform().delivery().deliver(tenant.id(), chain, batch).toCompletableFuture();
  }

  private static EntityData attributes(String name, Map<String, Object> values, String... only) {
    return new EntityData(
        Kind.DEVICE, name, "default", null, null, null, values, List.of(), Set.of(only));
  }

  private static EntityData removing(String name, String... keys) {
    return EntityData.removing(Kind.DEVICE, name, RemovedAttributes.of(Set.of(keys)));
  }

  private Map<String, Object> stored(String name) {
    Map<String, Object> stored = new java.util.TreeMap<>();
    reader().attributes(entity(name).no()).forEach(point -> stored.put(point.key(), point.value()));
    return stored;
  }

  private TelemetryReader reader() {
    return new TelemetryReader(host.platform().database());
  }

  private EntityStore entities() {
    return new EntityStore(host.platform().database(), Clock.systemUTC());
  }

  private Entity entity(String name) {
    return entities().find(tenant.id(), Kind.DEVICE, name).orElseThrow();
  }

  private List<String> told(String name) {
    return reader()
        .series(entity(name).no(), List.of("attributes"), 0, Long.MAX_VALUE, 100)
        .getOrDefault("attributes", List.of())
        .stream()
        .map(point -> point.value().toString())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void all_or_the_named_ones_go_and_telemetry_stays(String database) throws Exception {
    start(database);
    for (String name : List.of("a", "b")) {
      deliver(attributes(name, Map.of("model", "B1", "serial", 7L, "site", "x")), true).join();
    }
    EntityData point =
        new EntityData(
            Kind.DEVICE,
            "a",
            "default",
            null,
            null,
            null,
            Map.of(),
            List.of(new TelemetryPoint(Instant.ofEpochMilli(5), Map.of("model", 1L))),
            Set.of());
    deliver(point, true).join();
    deliver(removing("a"), false).join();
    deliver(removing("b", "model", "never"), false).join();
    assertThat(stored("a")).isEmpty();
    assertThat(stored("b")).containsOnlyKeys("serial", "site");
    assertThat(reader().latest(entity("a").no(), "model")).contains(1L);
    assertThat(told("a")).containsExactly("[\"model\",\"serial\",\"site\"]");
    assertThat(told("b")).containsExactly("[\"model\"]");
    deliver(removing("a"), false).join();
    assertThat(told("a")).as("nothing was there any more").hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void what_is_not_there_is_not_made(String database) throws Exception {
    start(database);
    deliver(removing("nobody"), false).join();
    deliver(EntityData.removing(Kind.ASSET, "nobody", ALL), true).join();
    assertThat(entities().list(tenant.id(), null, "", 10, 0).total()).isZero();
    assertThat(host.platform().delivery().underWay()).isZero();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void writes_and_removals_of_an_entity_keep_their_order(String database) throws Exception {
    start(database);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (long i = 0; i < 300; i++) {
      String device = "d" + i % 3;
      all.add(deliver(attributes(device, Map.of("old", i, "v", i)), true));
      all.add(deliver(removing(device), false));
      if (i < 297 || device.equals("d1")) {
        all.add(deliver(attributes(device, Map.of("v", -i)), true));
      }
    }
    all.forEach(CompletableFuture::join);
    assertThat(stored("d0")).isEmpty();
    assertThat(stored("d1")).isEqualTo(Map.of("v", -298L));
    assertThat(stored("d2")).isEmpty();
    assertThat(host.platform().delivery().underWay()).isZero();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void an_update_only_key_that_was_removed_is_written_again(String database) throws Exception {
    start(database);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      all.add(deliver(attributes("d", Map.of("mode", 1L), "mode"), true));
      all.add(deliver(removing("d"), false));
      all.add(deliver(attributes("d", Map.of("mode", 1L), "mode"), true));
    }
    all.forEach(CompletableFuture::join);
    assertThat(stored("d")).isEqualTo(Map.of("mode", 1L));
    deliver(attributes("d", Map.of("mode", 1L), "mode"), true).join();
    deliver(removing("d", "mode"), false).join();
    assertThat(reader().attributes(entity("d").no())).isEqualTo(List.<Point>of());
  }
}

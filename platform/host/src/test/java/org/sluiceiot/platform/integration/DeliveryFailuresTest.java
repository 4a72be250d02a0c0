package org.sluiceiot.platform.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.store.Postgres;
import org.sluiceiot.platform.telemetry.KeyPage;
import org.sluiceiot.platform.telemetry.Point;
import org.sluiceiot.platform.telemetry.TelemetryReader;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantQuota;

/** Only what is known to pass is to be tried again; everything else is the record's failure. */
class DeliveryFailuresTest {
  @TempDir Path folder;
  private Platform platform;
  private EntityStore entities;
  private TelemetryReader reader;
  private Tenant tenant;

  static Stream<String> urls() {
    return Stream.of("embedded", "postgresql");
  }

  private void start(String database) {
    boolean embedded = database.equals("embedded");
    platform =
        Platform.start(
            new PlatformOptions(
                folder.resolve("data"),
                folder.resolve("none"),
                embedded ? null : Postgres.freshUrl(),
                embedded ? null : "postgres",
                null,
                null,
                "host",
                TenantQuota.DEFAULT));
    entities = new EntityStore(platform.database(), Clock.systemUTC());
    reader = new TelemetryReader(platform.database());
    tenant = platform.createTenant("t");
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private static EntityData device(String name, Map<String, Object> values, Instant at) {
    return new EntityData(
        EntityData.Kind.DEVICE,
        name,
        "boiler",
        null,
        null,
        null,
        Map.of(),
        List.of(new TelemetryPoint(at, values)),
        Set.of());
  }

  private static EntityData device(Object value) {
    return device("d", Map.of("t", value), Instant.ofEpochMilli(1));
  }

  /** Null when it is safe. */
  private Throwable deliver(EntityData... entities) throws Exception {
    EntityBatch batch = new EntityBatch(List.of(entities), Map.of(), true);
    try {
      platform
          .delivery()
          .deliver(tenant.id(), null, batch)
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private static void inWords(Throwable failure) {
    assertThat(failure.getMessage())
        .isNotBlank()
        .doesNotContainPattern(
            "(?i)sql|insert|select|merge|hikari|jdbc|exception|memory|\\borg\\.|\\bcom\\.|overflow");
  }

  private void rejected(Throwable failure, String... words) {
    assertThat(failure).isInstanceOf(RejectedDataException.class);
    assertThat(failure).hasMessageContainingAll(words);
    inWords(failure);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_time_that_the_store_cannot_hold_is_the_records_failure(String database) throws Exception {
    start(database);
    for (Instant at : List.of(Instant.MAX, Instant.MIN, Instant.ofEpochSecond(1L << 54))) {
      rejected(deliver(device("d", Map.of("t", 1L), at)), "'d'", "time");
    }
    assertThat(deliver(device("d", Map.of("t", 1L), Instant.ofEpochMilli(Long.MAX_VALUE))))
        .isNull();
    assertThat(deliver(device("d", Map.of("t", 1L), Instant.ofEpochMilli(Long.MIN_VALUE))))
        .isNull();
  }

  @ParameterizedTest
  @MethodSource("urls")
  void binary_values_are_kept_as_base64(String database) throws Exception {
    start(database);
    ObjectNode inside = JsonNodeFactory.instance.objectNode();
    inside.put("raw", new byte[] {1, 2, 3});
    assertThat(
            deliver(
                device(
                    "d",
                    Map.of("bytes", BinaryNode.valueOf(new byte[] {1, 2, 3}), "json", inside),
                    Instant.EPOCH)))
        .isNull();
    long no = entities.find(tenant.id(), EntityData.Kind.DEVICE, "d").orElseThrow().no();
    assertThat(reader.latest(no, KeyPage.FIRST))
        .extracting(Point::value)
        .extracting(Object::toString)
        .containsExactly("AQID", "{\"raw\":\"AQID\"}");
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_value_that_json_does_not_have_is_the_records_failure(String database) throws Exception {
    start(database);
    JsonNode deep = JsonNodeFactory.instance.numberNode(1);
    for (int i = 0; i < 20_000; i++) {
      deep = JsonNodeFactory.instance.arrayNode().add(deep);
    }
    for (Object value :
        List.of(
            new POJONode(new Object()),
            JsonNodeFactory.instance.arrayNode().addPOJO(Thread.currentThread()),
            JsonNodeFactory.instance.objectNode().put("x", Double.NaN),
            DoubleNode.valueOf(Double.POSITIVE_INFINITY),
            DecimalNode.valueOf(new BigDecimal("1e400")),
            JsonNodeFactory.instance.numberNode(BigInteger.TEN.pow(5_000)),
            JsonNodeFactory.instance.arrayNode().add(BigInteger.TEN.pow(5_000)),
            deep)) {
      rejected(deliver(device(value)), "'d'", "'t'");
    }
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_document_longer_than_the_store_takes_is_the_records_failure(String database)
      throws Exception {
    start(database);
    JsonNode large = JsonNodeFactory.instance.objectNode().put("x", "y".repeat(1_000_001));
    rejected(deliver(device(large)), "longer");
    assertThat(deliver(device(1L))).isNull();
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_database_that_is_away_is_tried_again(String database) throws Exception {
    start(database);
    assertThat(deliver(device(1L))).isNull();
    platform.database().close();
    for (EntityData data : List.of(device(2L), device("unknown", Map.of("t", 1L), Instant.EPOCH))) {
      Throwable failure = deliver(data);
      assertThat(failure).isInstanceOf(RetriableException.class);
      inWords(failure);
    }
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_failure_that_nobody_knows_is_the_records_and_told_without_internals(String database)
      throws Exception {
    start(database);
    assertThat(deliver(device(1L))).isNull();
    platform.database().jdbi().useHandle(handle -> handle.execute("DROP TABLE telemetry"));
    Throwable failure = deliver(device(2L));
    assertThat(failure)
        .isNotNull()
        .isNotInstanceOf(RetriableException.class)
        .isNotInstanceOf(RejectedDataException.class);
    inWords(failure);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_chain_that_is_gone_and_a_host_that_is_busy_are_tried_again(String database)
      throws Exception {
    start(database);
    EntityBatch batch = new EntityBatch(List.of(device(1L)), Map.of(), true);
    Throwable failure =
        platform
            .delivery()
            .deliver(tenant.id(), java.util.UUID.randomUUID(), batch)
            .toCompletableFuture()
            .handle((done, why) -> why)
            .get(60, TimeUnit.SECONDS);
    assertThat(failure).isInstanceOf(RetriableException.class);
    EntityData[] many = new EntityData[Delivery.MOST_UNDER_WAY + 1];
    java.util.Arrays.fill(many, device(1L));
    rejected(deliver(many), "entities");
  }
}

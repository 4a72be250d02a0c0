package org.sluiceiot.thingsboard.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.EntityExecutors;
import org.thingsboard.server.common.msg.queue.RuleEngineException;
import org.thingsboard.server.exception.DataValidationException;

/**
 * Of each kind of exception that a real server threw, at each place where it can: only what is
 * known to pass is tried again, and no text holds SQL or the name of a class.
 */
class FailureKindsTest {
  private static final String SQL = "could not execute statement [ERROR: invalid byte sequence]";

  private final FakeServer server = new FakeServer();
  private final FakeNode ctx = server.node("from kafka");

  static Stream<Throwable> passing() {
    return Stream.of(
        wrapped(sql("08006")),
        wrapped(sql("57P01")),
        wrapped(sql("53300")),
        wrapped(sql("40P01")),
        wrapped(new SQLTransientConnectionException("HikariPool-1 - Connection is not available")),
        wrapped(new ConnectException("Connection refused")),
        wrapped(new RejectedExecutionException("pool is terminated")),
        new org.apache.kafka.common.errors.TimeoutException("Expiring 1 record(s) for tb_rule"));
  }

  static Stream<Throwable> refused() {
    return Stream.of(
        wrapped(sql("22021")),
        wrapped(sql("22001")),
        wrapped(sql("23505")),
        new DataValidationException("Devices limit reached"),
        ofOlderServers("Devices limit reached"),
        wrapped(new RecordTooLargeException("The message is 2000000 bytes when serialized")));
  }

  static Stream<Throwable> neither() {
    return Stream.of(
        wrapped(sql("42P01")),
        new NullPointerException("Cannot invoke \"Device.getId()\""),
        new IllegalArgumentException("Incorrect tenantId"),
        new NoClassDefFoundError("org/thingsboard/X"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatIsKnownToPassIsTriedAgain(Throwable cause) {
    assertEverywhere(cause, RetriableException.class);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedIsRejectedWithTheDevicesName(Throwable cause) {
    assertEverywhere(cause, RejectedDataException.class);
    assertThat(whenFound(cause)).hasMessageContaining("device 'd1'");
  }

  @ParameterizedTest
  @MethodSource("neither")
  void anythingElseIsTheRecordsFailure(Throwable cause) {
    assertEverywhere(cause, DeliveryFailedException.class);
    assertThat(whenFound(cause)).hasMessageContaining("device 'd1'");
  }

  @Test
  void aLimitIsNamed() {
    String limit = "Devices limit reached";
    for (Throwable refusal : List.of(new DataValidationException(limit), ofOlderServers(limit))) {
      assertThat(whenSaved(refusal))
          .hasMessage("device 'd1' cannot be created: Devices limit reached");
    }
  }

  @Test
  void aNameWithNulIsRejectedAtOnceInWordsThatHoldNone() {
    server.entities().beforeSave(() -> sneak(wrapped(sql("22021"))));
    Throwable failure = deliver(Intake.deviceProfile(ctx), "bad\u0000name");
    assertThat(failure)
        .isInstanceOf(RejectedDataException.class)
        .hasMessageContaining("device 'bad\uFFFDname'")
        .hasMessageContaining("NUL");
  }

  @Test
  void aRuleChainThatFailsIsTheRecordsFailureUnlessItsDatabaseIsAway() {
    assertThat(inChain(new RuleEngineException("SCRIPT: ReferenceError in " + SQL)))
        .isInstanceOf(DeliveryFailedException.class)
        .hasMessageContaining("the rule chain failed on device 'd1'");
    assertThat(
            inChain(
                new RuleEngineException(
                    "HikariPool-1 - Connection is not available, request timed out after 30000ms")))
        .isInstanceOf(RetriableException.class);
  }

  @Test
  void aRateLimitOfTheServerPasses() {
    ctx.chain(msg -> msg.getCallback().onRateLimit(new RuleEngineException("too many")));
    assertThat(deliver(Intake.ownChain(ctx), "d1")).isInstanceOf(RetriableException.class);
  }

  @Test
  void whatFailsBesideTheDataDoesNotFailIt() {
    ctx.onEnqueue(() -> sneak(new IllegalStateException("queue closed")));
    server.onActivity(() -> sneak(new IllegalStateException("state service closed")));
    assertThat(deliver(Intake.deviceProfile(ctx), "d1")).isNull();
    assertThat(server.pushedCount()).isEqualTo(1);
  }

  private void assertEverywhere(Throwable cause, Class<? extends Throwable> type) {
    assertThat(List.of(whenFound(cause), whenSaved(cause), whenQueued(cause), whenTold(cause)))
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(type)
                    .message()
                    .doesNotContain("ERROR:", "execute", "Exception", "Error", "org.", "Hikari"));
  }

  private Throwable whenFound(Throwable cause) {
    server.entities().beforeFind(() -> sneak(cause));
    try {
      return deliver(Intake.deviceProfile(ctx), "d1");
    } finally {
      server.entities().beforeFind(() -> {});
    }
  }

  private Throwable whenSaved(Throwable cause) {
    server.entities().devices().clear();
    server.entities().beforeSave(() -> sneak(cause));
    try {
      return deliver(Intake.deviceProfile(ctx), "d1");
    } finally {
      server.entities().beforeSave(() -> {});
    }
  }

  private Throwable whenQueued(Throwable cause) {
    server.queue(one -> one.callback().onFailure(cause));
    return deliver(Intake.deviceProfile(ctx), "d1");
  }

  private Throwable whenTold(Throwable cause) {
    ctx.chain(msg -> sneak(cause));
    return deliver(Intake.ownChain(ctx), "d1");
  }

  private Throwable inChain(RuleEngineException failure) {
    ctx.chain(msg -> msg.getCallback().onFailure(failure));
    return deliver(Intake.ownChain(ctx), "d1");
  }

  private Throwable deliver(Intake intake, String name) {
    ThingsBoardDelivery delivery =
        new ThingsBoardDelivery(
            ctx, intake, new EntityExecutors(), Clock.systemUTC(), Duration.ofSeconds(30));
    EntityData data =
        new EntityData(
            EntityData.Kind.DEVICE,
            name,
            "sensor",
            null,
            null,
            null,
            Map.of(),
            List.of(new TelemetryPoint(null, Map.of("t", 1L))),
            Set.of());
    CompletableFuture<Void> done =
        delivery.deliver(new EntityBatch(List.of(data), Map.of(), true)).toCompletableFuture();
    return done.handle((ok, failure) -> unwrapped(failure)).join();
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  /** The same type as it was up to 4.2, in another package. */
  private static RuntimeException ofOlderServers(String text) {
    return new org.thingsboard.server.dao.exception.DataValidationException(text);
  }

  private static SQLException sql(String state) {
    return new SQLException(SQL, state);
  }

  /** As the server's layers do, so that nothing but the root says what it is. */
  private static RuntimeException wrapped(Throwable root) {
    return new IllegalStateException(
        "could not execute statement; SQL [n/a]", new RuntimeException("JDBC exception", root));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable cause) throws T {
    throw (T) cause;
  }
}

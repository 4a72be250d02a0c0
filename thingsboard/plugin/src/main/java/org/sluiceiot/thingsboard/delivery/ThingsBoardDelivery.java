package org.sluiceiot.thingsboard.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sluiceiot.api.config.Durations;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.thingsboard.runtime.EntityExecutors;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.msg.TbMsg;

/**
 * Delivers decoded records into ThingsBoard. Safe for any thread; returns at once. Data of one
 * entity enters in the order of the calls; the caller bounds how much is open.
 */
public final class ThingsBoardDelivery {
  private final Intake intake;
  private final EntityExecutors executors;
  private final Executor creating;
  private final Clock clock;
  private final Duration timeout;
  private final DeliveryFailureClassifier failures;
  private final Entities entities;
  private final Activity activity;
  private final Changed changed = new Changed();
  private final Parts parts = new Parts(changed);
  private final Object tenant;

  /**
   * @param timeout how long an acknowledgement may take; a rule chain that is replaced while it
   *     works forgets its messages
   */
  public ThingsBoardDelivery(
      TbContext ctx, Intake intake, EntityExecutors executors, Clock clock, Duration timeout) {
    this.intake = intake;
    this.executors = executors;
    this.creating = executors.slowOfOneNode();
    this.clock = clock;
    this.timeout = timeout;
    this.failures = new DeliveryFailureClassifier(clock);
    this.entities = new Entities(ctx);
    this.activity = new Activity(ctx);
    this.tenant = ctx.getTenantId().getId();
  }

  private record EntityKey(Object tenant, EntityData.Kind kind, String name) {}

  /**
   * As {@link org.sluiceiot.api.integration.IntegrationContext#deliver}: completes when every
   * message of the batch is acknowledged.
   */
  public CompletionStage<Void> deliver(EntityBatch batch) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (EntityData data : batch.entities()) {
      EntityKey key = new EntityKey(tenant, data.kind(), data.name());
      all.add(
          executors
              .inOrder(key, () -> handOver(data, batch))
              .thenCompose(Acknowledgement::done)
              .exceptionally(failure -> fail(data, failure)));
    }
    CompletableFuture<Void> result = new CompletableFuture<>();
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> settle(result, all, failure));
    return result;
  }

  private void settle(
      CompletableFuture<Void> result, List<CompletableFuture<Void>> all, Throwable failure) {
    if (failure == null) {
      result.complete(null);
    } else if (failure instanceof TimeoutException) {
      result.completeExceptionally(
          new RetriableException(
              "ThingsBoard did not acknowledge within " + Durations.format(timeout), null));
    } else {
      result.completeExceptionally(DeliveryFailureClassifier.worthRepeating(all));
    }
  }

  private Void fail(EntityData data, Throwable failure) {
    throw failures.classify(Entities.words(data), failure);
  }

  /**
   * What is still to be acknowledged of data that was handed over: the entity's next data need not
   * wait for it.
   */
  private record Acknowledgement(CompletableFuture<Void> done) {}

  /** A known entity's data goes at once; to make one takes threads and time of its own. */
  private CompletableFuture<Acknowledgement> handOver(EntityData data, EntityBatch batch) {
    Optional<Target> known = entities.known(data);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(handOver(known.get(), data, batch));
    }
    return CompletableFuture.supplyAsync(
            () -> entities.created(data, batch.allowCreate()), creating)
        .thenApply(target -> handOver(target, data, batch));
  }

  private Acknowledgement handOver(Target target, EntityData data, EntityBatch batch) {
    long now = clock.millis();
    List<CompletableFuture<Void>> messages = new ArrayList<>();
    for (TbMsg.TbMsgBuilder part : parts.of(data, target, batch.metadata(), now)) {
      messages.add(intake.accept(target.id(), part));
    }
    if (target.device() != null) {
      activity.seen(target.device(), now);
    }
    return new Acknowledgement(
        CompletableFuture.allOf(messages.toArray(CompletableFuture[]::new))
            .whenComplete((done, failure) -> forget(failure, data, target)));
  }

  private void forget(Throwable failure, EntityData data, Target target) {
    if (failure != null && !data.updateOnlyKeys().isEmpty()) {
      changed.forget(target.id().getId());
    }
  }
}

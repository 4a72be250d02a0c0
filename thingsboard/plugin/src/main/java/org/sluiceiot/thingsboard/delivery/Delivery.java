package org.sluiceiot.thingsboard.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sluiceiot.api.config.Durations;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.thingsboard.runtime.Lanes;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.msg.TbMsg;

/**
 * Delivers decoded records into ThingsBoard. Safe for any thread; returns at once. Data of one
 * entity enters in the order of the calls; the caller bounds how much is open.
 */
public final class Delivery {
  private final Intake intake;
  private final Lanes lanes;
  private final Clock clock;
  private final Duration timeout;
  private final Entities entities;
  private final Activity activity;
  private final Changed changed = new Changed();
  private final Parts parts = new Parts(changed);
  private final Object tenant;

  /**
   * @param timeout how long an acknowledgement may take; a rule chain that is replaced while it
   *     works forgets its messages
   */
  public Delivery(TbContext ctx, Intake intake, Lanes lanes, Clock clock, Duration timeout) {
    this.intake = intake;
    this.lanes = lanes;
    this.clock = clock;
    this.timeout = timeout;
    this.entities = new Entities(ctx);
    this.activity = new Activity(ctx);
    this.tenant = ctx.getTenantId().getId();
  }

  private record Lane(Object tenant, EntityData.Kind kind, String name) {}

  /**
   * As {@link org.sluiceiot.api.integration.IntegrationContext#deliver}: completes when every
   * message of the batch is acknowledged.
   */
  public CompletionStage<Void> deliver(EntityBatch batch) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (EntityData data : batch.entities()) {
      Lane lane = new Lane(tenant, data.kind(), data.name());
      all.add(
          CompletableFuture.supplyAsync(() -> handOver(data, batch), lanes.of(lane))
              .thenCompose(acknowledged -> acknowledged));
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
          new TimeoutException(
              "ThingsBoard did not acknowledge within " + Durations.format(timeout)));
    } else {
      result.completeExceptionally(Causes.worthRepeating(all));
    }
  }

  private CompletableFuture<Void> handOver(EntityData data, EntityBatch batch) {
    long now = clock.millis();
    Target target = entities.target(data, batch.allowCreate());
    List<CompletableFuture<Void>> messages = new ArrayList<>();
    for (TbMsg.TbMsgBuilder part : parts.of(data, target, batch.metadata(), now)) {
      messages.add(intake.accept(target.id(), part));
    }
    if (target.device() != null) {
      activity.seen(target.device(), now);
    }
    return CompletableFuture.allOf(messages.toArray(CompletableFuture[]::new))
        .whenComplete((done, failure) -> forget(failure, data, target));
  }

  private void forget(Throwable failure, EntityData data, Target target) {
    if (failure != null && !data.updateOnlyKeys().isEmpty()) {
      changed.forget(target.id().getId());
    }
  }
}

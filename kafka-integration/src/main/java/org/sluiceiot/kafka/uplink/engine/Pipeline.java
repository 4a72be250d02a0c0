package org.sluiceiot.kafka.uplink.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.Metadata;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.TransientDecodeException;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.uplink.config.FailureConfig;
import org.sluiceiot.kafka.uplink.config.FailureConfig.LoopStrategy;
import org.sluiceiot.kafka.uplink.config.FailureStrategy;
import org.sluiceiot.kafka.uplink.route.Route;
import org.sluiceiot.kafka.uplink.route.Routes;

/**
 * One attempt at a record: guard, route, rate, decode, deliver. Safe for any thread; never throws,
 * whatever the record holds.
 */
final class Pipeline {
  private final IntegrationContext context;
  private final GuardedEndpoint guard;
  private final Routes routes;
  private final RecordPairs pairs;
  private final Rates rates;
  private final FailureConfig failures;
  private final Statistics statistics;
  private final InputLog inputs;

  Pipeline(
      IntegrationContext context,
      GuardedEndpoint guard,
      Routes routes,
      RecordPairs pairs,
      Rates rates,
      FailureConfig failures,
      Statistics statistics,
      InputLog inputs) {
    this.context = context;
    this.guard = guard;
    this.routes = routes;
    this.pairs = pairs;
    this.rates = rates;
    this.failures = failures;
    this.statistics = statistics;
    this.inputs = inputs;
  }

  /** What the guard says of polled records, one for each; on the polling thread, many at once. */
  PathCheck[] passages(List<ConsumerRecord<byte[], byte[]>> polled) {
    return guard.checkConsumed(polled);
  }

  Step attempt(RecordTask task) {
    FailureStrategy strategy = failures.strategy();
    try {
      SourceRecord record = task.source();
      inputs.seen(task);
      PathCheck passage = task.passage();
      if (passage.loop() && failures.onLoop() != LoopStrategy.DELIVER) {
        return loop(passage);
      }
      Route route = routes.match(record);
      if (route == null) {
        statistics.reason(Outcome.IGNORED, "no-route");
        return Step.IGNORED;
      }
      strategy = route.onFailure();
      return decode(task, record, facts(record, passage), route);
    } catch (Throwable e) {
      // Whatever a record makes a decoder do, stack overflow included, is this record's failure;
      // the strategy decides, the engine goes on.
      return new Step.Failed(new Failure(Failure.Stage.DECODE, e, false, strategy));
    }
  }

  private Step loop(PathCheck passage) {
    statistics.loop();
    if (failures.onLoop() == LoopStrategy.SKIP) {
      statistics.reason(Outcome.SKIPPED, "loop");
      return Step.SKIPPED;
    }
    Exception cause = new LoopException("the record has been here before: " + passage.words());
    FailureStrategy strategy =
        failures.onLoop() == LoopStrategy.STOP ? FailureStrategy.STOP : FailureStrategy.DEAD_LETTER;
    return new Step.Failed(new Failure(Failure.Stage.GUARD, cause, false, strategy));
  }

  private Step decode(RecordTask task, SourceRecord record, Map<String, String> facts, Route route)
      throws DecodeException {
    if (!record.headers().isEmpty() && route.expired(record, Instant.now(context.host().clock()))) {
      statistics.reason(Outcome.SKIPPED, "expired");
      return Step.SKIPPED;
    }
    long wait = rates.beforeDecoding(task);
    if (wait > 0) {
      return slow(wait);
    }
    List<EntityData> entities;
    try {
      entities = route.decode(record);
    } catch (TransientDecodeException e) {
      return new Step.Failed(new Failure(Failure.Stage.DECODE, e, true, route.onFailure()));
    }
    if (entities.isEmpty()) {
      statistics.reason(Outcome.IGNORED, "empty");
      return Step.IGNORED;
    }
    wait = rates.afterDecoding(task, entities);
    if (wait > 0) {
      return slow(wait);
    }
    inputs.decoded(task, route, entities);
    statistics.decoded();
    return deliver(new EntityBatch(entities, facts, route.allowCreate()), route);
  }

  private Step slow(long nanos) {
    if (rates.waits()) {
      return new Step.Later(nanos);
    }
    Exception cause = new RateException("above the rate");
    return new Step.Failed(
        new Failure(Failure.Stage.RATE, cause, false, FailureStrategy.DEAD_LETTER));
  }

  /** The record's metadata. The integration's own pairs may fail, so they are not put off. */
  private Map<String, String> facts(SourceRecord record, PathCheck passage) {
    Supplier<Map<String, String>> others = () -> RecordMetadata.of(record);
    if (!pairs.isEmpty()) {
      Map<String, String> made = RecordMetadata.of(record);
      pairs.addTo(made, record);
      Map<String, String> fixed = Map.copyOf(made);
      others = () -> fixed;
    }
    return Metadata.of(passage.metadata(), others);
  }

  private Step deliver(EntityBatch batch, Route route) {
    CompletionStage<Void> stage;
    try {
      stage = context.deliver(batch);
    } catch (RuntimeException e) {
      // A host must not throw here; when it does, it is the same as a stage that failed.
      stage = CompletableFuture.failedFuture(e);
    }
    return acknowledged(stage) ? Step.DELIVERED : new Step.Delivering(stage, route.onFailure());
  }

  /** Whether it is known already; a bare CompletionStage may not be asked. */
  private static boolean acknowledged(CompletionStage<Void> stage) {
    if (stage.getClass() != CompletableFuture.class) {
      return false;
    }
    CompletableFuture<Void> future = stage.toCompletableFuture();
    return future.isDone() && !future.isCompletedExceptionally();
  }

  /** A record has been here before. */
  static final class LoopException extends Exception {
    private static final long serialVersionUID = 1L;

    LoopException(String message) {
      super(message);
    }
  }

  /** A record came above the rate. */
  static final class RateException extends Exception {
    private static final long serialVersionUID = 1L;

    RateException(String message) {
      super(message);
    }
  }
}

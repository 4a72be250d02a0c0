package org.sluiceiot.kafka.uplink.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.Metadata;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.RecordMetadata;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.uplink.config.FailureConfig;
import org.sluiceiot.kafka.uplink.config.FailureConfig.LoopStrategy;
import org.sluiceiot.kafka.uplink.config.FailureStrategy;
import org.sluiceiot.kafka.uplink.config.TombstonePolicy;
import org.sluiceiot.kafka.uplink.engine.Failure.Stage;
import org.sluiceiot.kafka.uplink.route.Route;
import org.sluiceiot.kafka.uplink.route.Routes;

/**
 * One attempt at a record: guard, route, rate, decode, deliver. Safe for any thread; never throws,
 * whatever the record holds and whatever the decoder or the host throws at it.
 */
final class Pipeline {
  private final IntegrationContext context;
  private final Routes routes;
  private final RecordPairs pairs;
  private final Rates rates;
  private final FailureConfig failures;
  private final Statistics statistics;
  private final InputLog inputs;
  private final DataWatch watch;
  private final FailureClassifier classifier = new FailureClassifier();

  Pipeline(
      IntegrationContext context,
      Routes routes,
      RecordPairs pairs,
      Rates rates,
      FailureConfig failures,
      Statistics statistics,
      InputLog inputs,
      DataWatch watch) {
    this.context = context;
    this.routes = routes;
    this.pairs = pairs;
    this.rates = rates;
    this.failures = failures;
    this.statistics = statistics;
    this.inputs = inputs;
    this.watch = watch;
  }

  Step attempt(RecordTask task) {
    Route route = null;
    try {
      if (!task.omitted().isEmpty()) {
        return unreadable(task);
      }
      inputs.seen(task);
      PathCheck passage = task.passage();
      if (passage.loop() && failures.onLoop() != LoopStrategy.DELIVER) {
        return loop(task, passage);
      }
      SourceRecord record = routes.read(task.source());
      route = routes.match(record);
      if (route == null) {
        statistics.reason(Outcome.IGNORED, "no-route");
        return Step.IGNORED;
      }
      return decode(task, record, facts(record, passage), route);
    } catch (Throwable e) {
      // Broad: whatever a record makes a decoder do, stack overflow included, ends this attempt
      // alone; the classifier says what becomes of the record.
      return route == null ? unrouted(task, e) : failed(task, Stage.DECODE, e, route);
    }
  }

  private Step unreadable(RecordTask task) {
    Exception cause = new RecordException("it cannot be read: " + task.omitted());
    return new Step.Failed(
        classifier.classify(task, Stage.POLL, "reading", cause, failures.strategy()));
  }

  private Step unrouted(RecordTask task, Throwable thrown) {
    return new Step.Failed(
        classifier.classify(
            task, Stage.ROUTE, "the search for a route", thrown, failures.strategy()));
  }

  private Step failed(RecordTask task, Stage stage, Throwable thrown, Route route) {
    String what = stage == Stage.DELIVER ? "the host" : "decoder '" + route.decoderName() + "'";
    return new Step.Failed(classifier.classify(task, stage, what, thrown, route.onFailure()));
  }

  /** What a delivery that did not work means; any thread. */
  Failure undelivered(RecordTask task, Throwable thrown, FailureStrategy strategy) {
    return classifier.classify(task, Stage.DELIVER, "the host", thrown, strategy);
  }

  private Step loop(RecordTask task, PathCheck passage) {
    statistics.loop();
    if (failures.onLoop() == LoopStrategy.SKIP) {
      statistics.reason(Outcome.SKIPPED, "loop");
      return Step.SKIPPED;
    }
    Exception cause = new RecordException("the record has been here before: " + passage.words());
    FailureStrategy strategy =
        failures.onLoop() == LoopStrategy.STOP ? FailureStrategy.STOP : FailureStrategy.DEAD_LETTER;
    return new Step.Failed(
        classifier.classify(task, Stage.GUARD, "the loop guard", cause, strategy));
  }

  private Step decode(RecordTask task, SourceRecord record, Map<String, String> facts, Route route)
      throws DecodeException {
    if (!record.headers().isEmpty() && route.expired(record, Instant.now(context.host().clock()))) {
      statistics.reason(Outcome.SKIPPED, "expired");
      return Step.SKIPPED;
    }
    if (route.bare(record)) {
      return tombstone(task, record, facts, route);
    }
    long wait = rates.beforeDecoding(task);
    if (wait > 0) {
      return slow(task, wait);
    }
    List<EntityData> entities = route.decode(record);
    watch.read(route);
    if (entities.isEmpty()) {
      statistics.reason(Outcome.IGNORED, "empty");
      return Step.IGNORED;
    }
    wait = rates.afterDecoding(task, entities);
    if (wait > 0) {
      return slow(task, wait);
    }
    inputs.decoded(task, route, entities);
    watch.decoded(task, entities);
    statistics.decoded();
    return deliver(task, new EntityBatch(entities, facts, route.allowCreate()), route);
  }

  private Step tombstone(
      RecordTask task, SourceRecord record, Map<String, String> facts, Route route) {
    if (route.tombstones() == TombstonePolicy.IGNORE) {
      statistics.reason(Outcome.IGNORED, "tombstone");
      return Step.IGNORED;
    }
    if (route.tombstones() == TombstonePolicy.DEAD_LETTER) {
      return setAside(task, new RecordException(TombstonePolicy.TEXT));
    }
    try {
      return remove(task, List.of(route.removal(record)), facts, route);
    } catch (DecodeException e) {
      return setAside(task, e);
    }
  }

  private Step setAside(RecordTask task, Exception cause) {
    return new Step.Failed(
        classifier.classify(task, Stage.DECODE, "the decoder", cause, FailureStrategy.DEAD_LETTER));
  }

  /** Hands over what takes attributes away; its entity is not created for that. */
  private Step remove(
      RecordTask task, List<EntityData> removed, Map<String, String> facts, Route route) {
    long wait = rates.beforeDecoding(task);
    wait = wait > 0 ? wait : rates.afterDecoding(task, removed);
    if (wait > 0) {
      return slow(task, wait);
    }
    inputs.decoded(task, route, removed);
    statistics.decoded();
    return deliver(task, new EntityBatch(removed, facts, false), route);
  }

  private Step slow(RecordTask task, long nanos) {
    if (rates.waits()) {
      return new Step.Later(nanos);
    }
    Exception cause = new RecordException("above the rate");
    return new Step.Failed(
        classifier.classify(task, Stage.RATE, "the rate", cause, FailureStrategy.DEAD_LETTER));
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

  private Step deliver(RecordTask task, EntityBatch batch, Route route) {
    CompletionStage<Void> stage;
    try {
      stage = Objects.requireNonNull(context.deliver(batch), "the host's answer to a delivery");
    } catch (Throwable e) {
      // Broad: a host must not throw here; when it does, it is the same as a stage that failed.
      return failed(task, Stage.DELIVER, e, route);
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
}

package org.sluiceiot.platform.integration;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.chain.ChainRuntime;
import org.sluiceiot.platform.chain.Chains;
import org.sluiceiot.platform.chain.Ending;
import org.sluiceiot.platform.chain.EntityThreads;
import org.sluiceiot.platform.chain.NotProcessedException;
import org.sluiceiot.platform.entity.EntityDirectory;
import org.sluiceiot.platform.entity.KnownEntity;
import org.sluiceiot.platform.store.DatabaseFailures;
import org.sluiceiot.platform.store.StoreException;
import org.sluiceiot.platform.telemetry.TelemetryWriter;

/**
 * Brings what integrations deliver into the rule chains, entity by entity in order. Safe for any
 * thread; never blocks the caller.
 */
public final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Entities on their way at once, of all tenants; beyond it a delivery is to be tried again. */
  static final int MOST_UNDER_WAY = 100_000;

  private final AtomicInteger underWay = new AtomicInteger();
  private final EntityThreads threads;
  private final EntityDirectory entities;
  private final UpdateOnly updateOnly;
  private final TelemetryWriter writer;
  private final Chains chains;
  private final BatchCheck check = new BatchCheck();
  private final Messages messages;

  public Delivery(
      EntityThreads threads,
      EntityDirectory entities,
      UpdateOnly updateOnly,
      TelemetryWriter writer,
      Chains chains,
      java.time.Clock clock) {
    this.threads = threads;
    this.entities = entities;
    this.updateOnly = updateOnly;
    this.writer = writer;
    this.chains = chains;
    this.messages = new Messages(clock);
  }

  /** What decides the order: everything of one name is done by one thread. */
  private record EntityKey(TenantId tenant, EntityData.Kind kind, String name) {}

  /**
   * As {@link org.sluiceiot.api.integration.IntegrationContext#deliver}.
   *
   * @param chain null for the tenant's root chain
   */
  public CompletionStage<Void> deliver(TenantId tenant, UUID chain, EntityBatch batch) {
    List<EntityData> parts = batch.entities();
    String wrong =
        parts.size() > MOST_UNDER_WAY
            ? "the record holds more than " + MOST_UNDER_WAY + " entities"
            : check.problem(batch);
    if (wrong != null) {
      return CompletableFuture.failedFuture(new RejectedDataException(wrong));
    }
    if (underWay.addAndGet(parts.size()) > MOST_UNDER_WAY) {
      underWay.addAndGet(-parts.size());
      return CompletableFuture.failedFuture(new NotProcessedException("the host is busy"));
    }
    BatchRun all = new BatchRun(parts.size());
    for (EntityData part : parts) {
      PartRun run = new PartRun(all);
      EntityKey key = new EntityKey(tenant, part.kind(), part.name());
      run.attempt(
          () ->
              threads.execute(
                  key,
                  thread -> run.attempt(() -> process(tenant, chain, batch, part, thread, run))));
    }
    return all.done;
  }

  /** In words; what nobody knows goes to the log. */
  private static Throwable failure(Throwable error) {
    RuntimeException failure = DatabaseFailures.of(error);
    if (failure instanceof StoreException && failure != error) {
      LOG.error("a delivery failed", error);
    }
    return failure;
  }

  private void process(
      TenantId tenant,
      UUID chainId,
      EntityBatch batch,
      EntityData part,
      EntityThreads.Ticket thread,
      PartRun run) {
    ChainRuntime chain =
        chains
            .entry(tenant, chainId)
            .orElseThrow(() -> new NotProcessedException("the rule chain is not running"));
    if (part.removed().any()) {
      remove(tenant, chain, batch, part, run);
      return;
    }
    KnownEntity entity = entities.findOrCreate(tenant, part, batch.allowCreate());
    long epoch = entity.epoch();
    EntityData wanted = updateOnly.without(entity, part);
    List<RuleMessage> out = messages.of(entity.entity(), wanted, batch.metadata());
    if (out.isEmpty()) {
      run.ended(null);
      return;
    }
    run.start(out.size(), () -> updateOnly.saved(entity, wanted, epoch));
    for (RuleMessage message : out) {
      chain.process(message, thread, run::messageEnded);
    }
  }

  /** Behind what was saved of the entity before; an entity that is not there has nothing. */
  private void remove(
      TenantId tenant, ChainRuntime chain, EntityBatch batch, EntityData part, PartRun run) {
    KnownEntity entity = entities.find(tenant, part).orElse(null);
    if (entity == null) {
      run.ended(null);
      return;
    }
    entity.removing();
    EntityKey key = new EntityKey(tenant, part.kind(), part.name());
    writer
        .removeAttributes(entity.entity().no(), part.removed())
        .whenComplete(
            (keys, failure) -> {
              entity.ended();
              if (failure != null) {
                run.ended(failure(failure));
              } else if (keys.isEmpty()) {
                run.ended(null);
              } else {
                run.attempt(
                    () ->
                        threads.execute(
                            key, thread -> tell(chain, entity, keys, batch, thread, run)));
              }
            });
  }

  private void tell(
      ChainRuntime chain,
      KnownEntity entity,
      List<String> keys,
      EntityBatch batch,
      EntityThreads.Ticket thread,
      PartRun run) {
    run.attempt(
        () -> {
          RuleMessage message = messages.removed(entity.entity(), keys, batch.metadata());
          run.start(1, () -> {});
          chain.process(message, thread, run::messageEnded);
        });
  }

  /** Entities on their way now. */
  public int underWay() {
    return underWay.get();
  }

  /**
   * What of a message's end is the delivery's failure: what was not saved. Whatever else a chain
   * does with a message is the chain's own, and counted there.
   *
   * @return null when the message is no reason not to acknowledge
   */
  private static Throwable failure(Ending ending) {
    Throwable cause = ending.cause();
    boolean notSaved =
        cause instanceof RejectedDataException
            || cause instanceof StoreException
            || cause instanceof Error;
    boolean failed = ending.retry() || ending.outcome() == Ending.Outcome.FAILURE && notSaved;
    return failed ? failure(cause) : null;
  }

  /**
   * The graver of two: the batch comes again as a whole, so what passes outweighs what does not.
   */
  private static Throwable graver(Throwable one, Throwable other) {
    boolean replace = one == null || !passes(one) && passes(other);
    return other != null && replace ? other : one;
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof RetriableException;
  }

  /**
   * One entity of a batch: ends once, when the last of its messages did or when the host failed.
   */
  private static final class PartRun {
    private final BatchRun batch;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private Runnable saved = () -> {};
    private Throwable failure;

    PartRun(BatchRun batch) {
      this.batch = batch;
    }

    /** Does something for the entity; if that throws, its part of the batch ends with it. */
    void attempt(Runnable work) {
      try {
        work.run();
      } catch (Throwable e) {
        // Broad: whatever happens, the integration has to hear of its batch.
        ended(failure(e));
      }
    }

    /** Before the first message is on its way. */
    synchronized void start(int messages, Runnable whenSaved) {
      open.set(messages);
      saved = whenSaved;
    }

    void messageEnded(Ending ending) {
      synchronized (this) {
        failure = graver(failure, failure(ending));
      }
      if (open.decrementAndGet() == 0) {
        lastEnded();
      }
    }

    private void lastEnded() {
      Throwable why;
      Runnable remember;
      synchronized (this) {
        why = failure;
        remember = saved;
      }
      try {
        if (why == null) {
          remember.run();
        }
      } finally {
        ended(why);
      }
    }

    void ended(Throwable why) {
      if (ended.compareAndSet(false, true)) {
        batch.partEnded(why);
      }
    }
  }

  /** Counts the entities of a batch. */
  private final class BatchRun {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicInteger open;
    private final int count;
    private Throwable failure;

    BatchRun(int count) {
      this.count = count;
      this.open = new AtomicInteger(count);
    }

    void partEnded(Throwable why) {
      synchronized (this) {
        failure = graver(failure, why);
      }
      if (open.decrementAndGet() == 0) {
        underWay.addAndGet(-count);
        complete();
      }
    }

    private void complete() {
      Throwable why;
      synchronized (this) {
        why = failure;
      }
      if (why == null) {
        done.complete(null);
      } else {
        done.completeExceptionally(why);
      }
    }
  }
}

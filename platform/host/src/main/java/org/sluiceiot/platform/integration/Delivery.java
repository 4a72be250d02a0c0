package org.sluiceiot.platform.integration;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.JdbiException;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
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
import org.sluiceiot.platform.telemetry.StoreException;

/**
 * Brings what integrations deliver into the rule chains, entity by entity in order. Safe for any
 * thread; never blocks the caller.
 */
public final class Delivery {
  /** Entities on their way at once, of all tenants; beyond it a delivery is to be tried again. */
  static final int MOST_UNDER_WAY = 100_000;

  private final AtomicInteger underWay = new AtomicInteger();
  private final EntityThreads threads;
  private final EntityDirectory entities;
  private final UpdateOnly updateOnly;
  private final Chains chains;
  private final BatchCheck check = new BatchCheck();
  private final Messages messages;

  public Delivery(
      EntityThreads threads,
      EntityDirectory entities,
      UpdateOnly updateOnly,
      Chains chains,
      java.time.Clock clock) {
    this.threads = threads;
    this.entities = entities;
    this.updateOnly = updateOnly;
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
    String wrong = check.problem(batch);
    if (wrong != null) {
      return CompletableFuture.failedFuture(new RejectedDataException(wrong));
    }
    if (underWay.addAndGet(parts.size()) > MOST_UNDER_WAY) {
      underWay.addAndGet(-parts.size());
      return CompletableFuture.failedFuture(new NotProcessedException("the host is busy"));
    }
    Parts all = new Parts(parts.size());
    for (EntityData part : parts) {
      threads.execute(
          new EntityKey(tenant, part.kind(), part.name()),
          thread -> {
            try {
              process(tenant, chain, batch, part, thread, all);
            } catch (RejectedDataException e) {
              all.ended(e);
            } catch (JdbiException e) {
              all.ended(new StoreException("the database did not find the entity", e));
            } catch (RuntimeException e) {
              // Broad: whatever else happens, the integration has to hear of its batch.
              all.ended(e);
            }
          });
    }
    return all.done;
  }

  private void process(
      TenantId tenant,
      UUID chainId,
      EntityBatch batch,
      EntityData part,
      EntityThreads.Ticket thread,
      Parts all) {
    ChainRuntime chain =
        chains
            .entry(tenant, chainId)
            .orElseThrow(() -> new NotProcessedException("the rule chain is not running"));
    KnownEntity entity = entities.findOrCreate(tenant, part, batch.allowCreate());
    EntityData wanted = updateOnly.without(entity, part);
    List<RuleMessage> out = messages.of(entity.entity(), wanted, batch.metadata());
    if (out.isEmpty()) {
      all.ended(null);
      return;
    }
    PartEnd end = new PartEnd(out.size(), failure -> partEnded(entity, wanted, failure, all));
    for (RuleMessage message : out) {
      chain.process(message, thread, end::messageEnded);
    }
  }

  private void partEnded(KnownEntity entity, EntityData data, Throwable failure, Parts all) {
    if (failure == null) {
      updateOnly.saved(entity, data);
    }
    all.ended(failure);
  }

  /** Entities on their way now. */
  public int underWay() {
    return underWay.get();
  }

  /** Counts the messages of one entity. */
  private static final class PartEnd {
    private final AtomicInteger open;
    private final java.util.function.Consumer<Throwable> end;
    private volatile Throwable failure;

    PartEnd(int messages, java.util.function.Consumer<Throwable> end) {
      this.open = new AtomicInteger(messages);
      this.end = end;
    }

    void messageEnded(Ending ending) {
      if (ending.retry()) {
        failure = ending.cause();
      } else if (ending.outcome() == Ending.Outcome.FAILURE
          && ending.cause() instanceof RejectedDataException
          && failure == null) {
        failure = ending.cause();
      }
      if (open.decrementAndGet() == 0) {
        end.accept(failure);
      }
    }
  }

  /** Counts the entities of a batch. */
  private final class Parts {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicInteger open;
    private final int count;
    private Throwable failure;

    Parts(int count) {
      this.count = count;
      this.open = new AtomicInteger(count);
    }

    void ended(Throwable why) {
      synchronized (this) {
        // What may work later outweighs what never will: the batch comes again as a whole.
        if (why != null && (failure == null || failure instanceof RejectedDataException)) {
          failure = why;
        }
      }
      if (open.decrementAndGet() == 0) {
        underWay.addAndGet(-count);
        if (failure == null) {
          done.complete(null);
        } else {
          done.completeExceptionally(failure);
        }
      }
    }
  }
}

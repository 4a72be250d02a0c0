package org.sluiceiot.kafka.connection.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.message.TenantId;

/**
 * What one tenant has taken of its limits in this process, over all its nodes and integrations.
 * Safe for any thread; nothing blocks.
 */
public final class TenantBudget {
  private static final Map<TenantId, TenantBudget> SHARED = new ConcurrentHashMap<>();

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Integer> topics = new HashMap<>();

  /** When the records taken so far are paid for, as {@link System#nanoTime}. */
  private final AtomicLong paid = new AtomicLong();

  private volatile double nanosPerRecord;
  private TenantLimits limits;
  private int producers;
  private int consumers;
  private long bufferMemory;

  /** A budget of its own, for tests; {@link #of} is the shared one. */
  TenantBudget(TenantLimits limits, long now) {
    apply(limits, now);
  }

  /**
   * The budget of a tenant in this process.
   *
   * @param limits as the operator has them now; they replace earlier ones
   */
  public static TenantBudget of(TenantId tenant, TenantLimits limits) {
    long now = System.nanoTime();
    TenantBudget budget = SHARED.computeIfAbsent(tenant, id -> new TenantBudget(limits, now));
    budget.apply(limits, now);
    return budget;
  }

  private synchronized void apply(TenantLimits wanted, long now) {
    if (wanted.equals(limits)) {
      return;
    }
    limits = wanted;
    nanosPerRecord = (double) SECOND / wanted.recordsPerSecond();
    paid.set(now);
  }

  /**
   * Takes one producer.
   *
   * @param memory its buffer memory in bytes
   * @throws LimitExceededException the tenant has none left
   */
  public synchronized Lease producer(long memory) {
    if (producers >= limits.producers()) {
      throw new LimitExceededException(
          "the tenant has " + producers + " Kafka producers open, which is the operator's limit");
    }
    if (bufferMemory + memory > limits.bufferMemory().bytes()) {
      throw new LimitExceededException(
          "the tenant's producers would take %s of buffer memory, the operator's limit is %s"
              .formatted(new DataSize(bufferMemory + memory), limits.bufferMemory()));
    }
    producers++;
    bufferMemory += memory;
    return lease(
        () -> {
          producers--;
          bufferMemory -= memory;
        });
  }

  /**
   * Takes one consumer.
   *
   * @throws LimitExceededException the tenant has none left
   */
  public synchronized Lease consumer() {
    if (consumers >= limits.consumers()) {
      throw new LimitExceededException(
          "the tenant has " + consumers + " Kafka consumers open, which is the operator's limit");
    }
    consumers++;
    return lease(() -> consumers--);
  }

  /**
   * Takes a topic to write to; the same topic of several nodes counts once.
   *
   * @throws LimitExceededException the tenant writes to as many topics as it may
   */
  public synchronized Lease topic(String name) {
    if (!topics.containsKey(name) && topics.size() >= limits.topics()) {
      throw new LimitExceededException(
          "the tenant writes to " + topics.size() + " topics, which is the operator's limit");
    }
    topics.merge(name, 1, Integer::sum);
    return lease(() -> topics.computeIfPresent(name, (topic, uses) -> uses == 1 ? null : uses - 1));
  }

  /**
   * Takes records of the tenant's rate. A second's worth may come at once; a larger count is let
   * through and paid back by those who come after it.
   *
   * @param count one or more
   * @param now in {@link System#nanoTime}; one earlier than another caller's adds nothing
   * @return false when the tenant moves as many as it may; the caller waits or refuses
   */
  public boolean records(int count, long now) {
    // Without a lock: every record of all the tenant's nodes and integrations comes through here.
    long price = (long) Math.ceil(count * nanosPerRecord);
    while (true) {
      long before = paid.get();
      long ahead = before - now;
      if (ahead >= SECOND) {
        return false;
      }
      if (paid.compareAndSet(before, (ahead > 0 ? before : now) + price)) {
        return true;
      }
    }
  }

  private Lease lease(Runnable giveBack) {
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        synchronized (this) {
          giveBack.run();
        }
      }
    };
  }

  /** A share that was taken; closing gives it back, once. */
  @FunctionalInterface
  public interface Lease extends AutoCloseable {
    @Override
    void close();
  }
}

package org.sluiceiot.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.host.Platform;

/** Delivers into a host's store and notes when it was safe. Safe for any thread. */
final class UplinkStoreRun extends BenchContext implements IntegrationContext {
  private static final String TIMESTAMP = "kafka.in.timestamp";

  private final Platform platform;
  private final TenantId tenant;
  private final List<Long> latencies = new ArrayList<>();
  private volatile long first;
  private long last;

  UplinkStoreRun(Platform platform) {
    this(platform, platform.createTenant("benchmark " + UUID.randomUUID()).id());
  }

  private UplinkStoreRun(Platform platform, TenantId tenant) {
    super(
        new Owner(UUID.randomUUID().toString(), "benchmark", tenant, "benchmark"), new BenchHost());
    this.platform = platform;
    this.tenant = tenant;
  }

  @Override
  public CompletionStage<Void> deliver(EntityBatch batch) {
    if (first == 0) {
      first = System.nanoTime();
    }
    long written = Long.parseLong(batch.metadata().get(TIMESTAMP));
    return platform
        .delivery()
        .deliver(tenant, null, batch)
        .whenComplete(
            (safe, error) -> {
              if (error == null) {
                ended(System.currentTimeMillis() - written);
              }
            });
  }

  private void ended(long latency) {
    synchronized (latencies) {
      latencies.add(latency);
      last = System.nanoTime();
      latencies.notifyAll();
    }
  }

  /** Blocks until so many records are safe. */
  void await(int records, long seconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    synchronized (latencies) {
      while (latencies.size() < records) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          throw new IllegalStateException(latencies.size() + " of " + records + " came");
        }
        TimeUnit.NANOSECONDS.timedWait(latencies, left);
      }
    }
  }

  double recordsPerSecond() {
    synchronized (latencies) {
      return latencies.size() / ((last - first) / 1e9);
    }
  }

  /** In milliseconds, in the order of their ends. */
  List<Long> latencies() {
    synchronized (latencies) {
      return List.copyOf(latencies);
    }
  }
}

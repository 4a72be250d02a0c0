package org.sluiceiot.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
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
  private final CountDownLatch open;
  private final int expected;
  private final List<Long> latencies = new ArrayList<>();
  private volatile long first;
  private volatile long last;

  UplinkStoreRun(Platform platform, int records) {
    this(platform, platform.createTenant("benchmark " + UUID.randomUUID()).id(), records);
  }

  private UplinkStoreRun(Platform platform, TenantId tenant, int records) {
    super(
        new Owner(UUID.randomUUID().toString(), "benchmark", tenant, "benchmark"), new BenchHost());
    this.platform = platform;
    this.tenant = tenant;
    this.expected = records;
    this.open = new CountDownLatch(records);
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
    }
    last = System.nanoTime();
    open.countDown();
  }

  void await(long seconds) throws InterruptedException {
    if (!open.await(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException(open.getCount() + " of " + expected + " never came");
    }
  }

  double recordsPerSecond() {
    return expected / ((last - first) / 1e9);
  }

  /** In milliseconds, in the order of their ends. */
  List<Long> latencies() {
    synchronized (latencies) {
      return List.copyOf(latencies);
    }
  }
}

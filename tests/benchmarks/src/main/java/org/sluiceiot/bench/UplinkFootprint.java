package org.sluiceiot.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.KafkaUplink;

/** What idle integrations take: heap after a collection, and threads. */
final class UplinkFootprint {
  private UplinkFootprint() {}

  static void measure(UplinkTopic topic) throws Exception {
    for (int count : new int[] {1, 10, 100}) {
      long heap = heap();
      int threads = threads();
      List<KafkaUplink> uplinks = start(topic, count);
      System.out.printf(
          "UPLINK-FOOTPRINT-%d figure=%.2f MiB and %.1f threads per integration goal=none%n",
          count,
          (heap() - heap) / (double) (1 << 20) / count,
          (threads() - threads) / (double) count);
      uplinks.parallelStream().forEach(KafkaUplink::stop);
    }
  }

  private static List<KafkaUplink> start(UplinkTopic topic, int count) throws Exception {
    CountDownLatch running = new CountDownLatch(count);
    List<KafkaUplink> uplinks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      KafkaUplink uplink = new KafkaUplink(new LoopGuard());
      uplink.start(new Idle(running), UplinkRun.config(topic.servers(), topic.empty(), 2));
      uplinks.add(uplink);
    }
    if (!running.await(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException(running.getCount() + " of them never ran");
    }
    return uplinks;
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  /** A host that waits for its integration to run. */
  private static final class Idle implements IntegrationContext {
    private final Owner self =
        new Owner(
            UUID.randomUUID().toString(), "idle", new TenantId(UUID.randomUUID()), "benchmark");
    private final BenchHost host = new BenchHost();
    private final Running observer;

    Idle(CountDownLatch running) {
      observer = new Running(running, host, new AtomicBoolean());
    }

    @Override
    public Owner self() {
      return self;
    }

    @Override
    public CompletionStage<Void> deliver(EntityBatch batch) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public Observer observer() {
      return observer;
    }

    @Override
    public Host host() {
      return host;
    }
  }

  private record Running(CountDownLatch running, BenchHost host, AtomicBoolean told)
      implements Observer {
    @Override
    public void state(State state, String reason) {
      if (state == State.RUNNING && told.compareAndSet(false, true)) {
        running.countDown();
      }
    }

    @Override
    public void event(Event event) {}

    @Override
    public boolean debugging() {
      return false;
    }

    @Override
    public Metrics metrics() {
      return host;
    }
  }
}

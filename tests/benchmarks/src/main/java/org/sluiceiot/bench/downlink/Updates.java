package org.sluiceiot.bench.downlink;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import javax.management.ObjectName;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.kafka.downlink.KafkaDownlink;
import org.sluiceiot.platform.broker.KafkaBroker;

/** Configuration updates under load: what they leave behind. */
final class Updates {
  private static final int PER_UPDATE = 200;

  private Updates() {}

  /**
   * What a process holds.
   *
   * @param heap bytes after garbage collection
   */
  record Held(int threads, int producers, int beans, long heap) {
    static Held now() throws Exception {
      System.gc();
      LockSupport.parkNanos(200_000_000);
      System.gc();
      var server = ManagementFactory.getPlatformMBeanServer();
      int producers =
          server.queryNames(new ObjectName("kafka.producer:type=producer-metrics,*"), null).size();
      return new Held(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          producers,
          server.getMBeanCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private boolean isNoMoreThan(Held other) {
      return producers <= other.producers && threads <= other.threads && beans <= other.beans;
    }
  }

  /**
   * @param sent messages taken by the nodes
   * @param ended messages with an outcome
   */
  record Result(Held before, Held after, long sent, long ended) {}

  static Result run(KafkaBroker broker, String suffix, int updates) throws Exception {
    Owner owner = FakeHost.owner("updated");
    Counting context = new Counting(owner);
    Held before = null;
    KafkaDownlink node = Load.node(context, broker.bootstrapServers(), suffix, "");
    long sent = 0;
    int warm = updates / 10;
    for (int update = -warm; update < updates; update++) {
      if (update == 0) {
        before = Held.now();
      }
      String more = ",\"sending\":{\"linger\":\"" + (1 + Math.abs(update) % 3) + "ms\"}";
      KafkaDownlink next = Load.node(context, broker.bootstrapServers(), suffix, more);
      for (int i = 0; i < PER_UPDATE; i++) {
        (i % 2 == 0 ? node : next).onMessage(Load.message((int) (sent++ % 100_000)));
      }
      node.destroy();
      node = next;
      context.await(sent - 20_000);
    }
    context.await(sent);
    // The old nodes end on their own threads.
    long patience = System.nanoTime() + 20_000_000_000L;
    Held after = Held.now();
    while (!after.isNoMoreThan(before) && System.nanoTime() < patience) {
      after = Held.now();
    }
    node.destroy();
    return new Result(before, after, sent, context.ended());
  }
}

package org.sluiceiot.bench;

import java.nio.file.Path;
import java.util.List;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.uplink.KafkaUplink;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.tenant.TenantQuota;

/** End to end: from a topic through a tenant's root chain into the host's store. */
final class UplinkStore {
  private static final int RATE_SECONDS = 10;

  private UplinkStore() {}

  /**
   * Prints records per second, then the 99th percentile of the time from Kafka's timestamp to the
   * acknowledgement at half that rate.
   *
   * @param databaseUrl null for the embedded store
   */
  static void measure(
      String name, UplinkTopic topic, int records, Path directory, String databaseUrl, String user)
      throws Exception {
    PlatformOptions options =
        new PlatformOptions(
            directory.resolve("data"),
            directory.resolve("plugins"),
            databaseUrl,
            user,
            user,
            null,
            "benchmark",
            TenantQuota.DEFAULT);
    try (Platform platform = Platform.start(options)) {
      double rate = throughput(platform, topic, records);
      System.out.printf("UPLINK-INTO-%s figure=%,.0f records/s goal=none%n", name, rate);
      double millis = latency(platform, topic, rate / 2);
      System.out.printf(
          "UPLINK-INTO-%s-P99 figure=%.0f ms at %,.0f records/s goal=none%n",
          name, millis, rate / 2);
    }
  }

  private static double throughput(Platform platform, UplinkTopic topic, int records)
      throws Exception {
    UplinkStoreRun run = new UplinkStoreRun(platform);
    KafkaUplink uplink = new KafkaUplink(new LoopGuard());
    uplink.start(run, UplinkRun.config(topic.servers(), topic.name(), 2));
    try {
      run.await(records, 150);
    } finally {
      uplink.stop();
    }
    return run.recordsPerSecond();
  }

  private static double latency(Platform platform, UplinkTopic topic, double rate)
      throws Exception {
    int records = (int) (rate * RATE_SECONDS);
    String paced = "paced-" + System.nanoTime();
    UplinkStoreRun run = new UplinkStoreRun(platform);
    KafkaUplink uplink = new KafkaUplink(new LoopGuard());
    topic.create(paced);
    uplink.start(run, UplinkRun.config(topic.servers(), paced, 2));
    try {
      // Every device once: connecting and making the devices is not what is measured.
      topic.pace(paced, UplinkTopic.DEVICES, rate);
      run.await(UplinkTopic.DEVICES, 60);
      topic.pace(paced, records, rate);
      run.await(UplinkTopic.DEVICES + records, RATE_SECONDS * 4);
    } finally {
      uplink.stop();
    }
    List<Long> latencies = run.latencies();
    List<Long> sorted =
        latencies.subList(UplinkTopic.DEVICES, latencies.size()).stream().sorted().toList();
    return sorted.get((int) (sorted.size() * 0.99));
  }
}

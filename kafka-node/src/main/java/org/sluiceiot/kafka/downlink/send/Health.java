package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;

/**
 * Judges a producer by its progress: no connection to any broker, or records without an answer
 * while nothing is acknowledged. For the producer's thread, except {@link #progressed}.
 */
final class Health {
  private static final long STALLED = Duration.ofSeconds(10).toNanos();
  private static final int CHECKS_WITHOUT_CONNECTION = 3;

  private volatile Metric connections;
  private volatile Metric retries;
  private int unconnected;
  private String told = "";
  private long lastProgress = System.nanoTime();

  /** Whether there was any since the last check; the clock is not asked for every record. */
  private volatile boolean progress;

  /** A record was acknowledged. */
  void progressed() {
    if (!progress) {
      progress = true;
    }
  }

  void watch(Producer<byte[], byte[]> producer) {
    unconnected = 0;
    told = "";
    connections = metric(producer, "connection-count");
    retries = metric(producer, "record-retry-total");
  }

  private static Metric metric(Producer<byte[], byte[]> producer, String name) {
    return producer.metrics().entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .filter(entry -> entry.getKey().group().equals("producer-metrics"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** How often a record was sent again; 0 without a producer. */
  double retried() {
    Metric metric = retries;
    return metric != null && metric.metricValue() instanceof Number count ? count.doubleValue() : 0;
  }

  /**
   * @param oldest age of the oldest record without an answer, in nanoseconds
   * @return the trouble, or an empty text when all is well again; nothing when it did not change
   */
  Optional<String> check(long now, long oldest) {
    if (progress) {
      progress = false;
      lastProgress = now;
    }
    String trouble = trouble(now, oldest);
    if (trouble.equals(told)) {
      return Optional.empty();
    }
    told = trouble;
    return Optional.of(trouble);
  }

  private String trouble(long now, long oldest) {
    boolean connected =
        connections == null
            || !(connections.metricValue() instanceof Number count)
            || count.doubleValue() > 0;
    unconnected = connected ? 0 : unconnected + 1;
    if (unconnected >= CHECKS_WITHOUT_CONNECTION) {
      return "no connection to any broker";
    }
    if (oldest > STALLED && now - lastProgress > STALLED) {
      return "no acknowledgement for more than 10 seconds";
    }
    // Between two failed attempts a connection exists for a moment: only an answer ends trouble.
    return told.isEmpty() || connected ? "" : told;
  }
}

package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;

/**
 * Judges a producer by its progress: no connection to any broker, or records without an answer
 * while nothing is acknowledged. For the producer's thread, except {@link #progressed} and {@link
 * #retried}.
 */
final class ProducerHealth {
  private static final long STALLED = Duration.ofSeconds(10).toNanos();
  private static final int CHECKS_WITHOUT_CONNECTION = 3;

  /** Between two failed attempts a connection exists for a moment, which proves nothing. */
  private static final int CHECKS_TO_RECOVER = 4;

  /** A client that follows one that failed has to last longer: it may fail in the same way. */
  private static final int CHECKS_TO_PROVE = 20;

  private volatile Metric connections;
  private volatile Metric retries;
  private int connected;
  private int unconnected;
  private boolean unproven;
  private boolean inTrouble;
  private long lastProgress = System.nanoTime();

  /** Whether there was any since the last check; the clock is not asked for every record. */
  private volatile boolean progress;

  /** A record was acknowledged. */
  void progressed() {
    if (!progress) {
      progress = true;
    }
  }

  /**
   * From now on this client is judged.
   *
   * @param replaces whether the client before it failed
   */
  void watch(Producer<byte[], byte[]> producer, boolean replaces) {
    connected = 0;
    unconnected = 0;
    inTrouble = false;
    unproven = replaces;
    progress = false;
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
   * @param known what is known of the cluster by other means
   * @return the trouble; empty when all is well; null while a new client has not shown yet that it
   *     does better than the one before
   */
  String check(long now, long oldest, ProducerCluster.Knowledge known) {
    boolean answered = progress;
    if (answered) {
      progress = false;
      lastProgress = now;
    }
    count();
    boolean silent = now - lastProgress > STALLED;
    String trouble = "";
    if (unconnected >= CHECKS_WITHOUT_CONNECTION) {
      trouble = "no connection to any broker";
    } else if (oldest > STALLED && silent) {
      trouble = "no acknowledgement for more than 10 seconds" + known.advertised();
    } else if (!known.trouble().isEmpty() && silent) {
      trouble = "no connection to any broker: " + known.trouble();
    }
    if (!trouble.isEmpty()) {
      inTrouble = true;
      return trouble;
    }
    int needed = unproven ? CHECKS_TO_PROVE : inTrouble ? CHECKS_TO_RECOVER : 0;
    if (!answered && connected < needed) {
      return null;
    }
    unproven = false;
    inTrouble = false;
    return "";
  }

  private void count() {
    boolean any =
        connections == null
            || !(connections.metricValue() instanceof Number count)
            || count.doubleValue() > 0;
    connected = any ? connected + 1 : 0;
    unconnected = any ? 0 : unconnected + 1;
  }

  /** Whether the present client has shown that it works. */
  boolean isProven() {
    return !unproven && !inTrouble;
  }
}

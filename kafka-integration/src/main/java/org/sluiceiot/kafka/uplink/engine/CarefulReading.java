package org.sluiceiot.kafka.uplink.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Reading of one partition at a time, in turn, so that an error while polling belongs to one of
 * them. Used by the polling thread alone.
 */
final class CarefulReading {
  private final Consumer<byte[], byte[]> consumer;
  private final Assignment assignment;
  private PartitionWork current;
  private double fetches;
  private int turn;

  CarefulReading(Consumer<byte[], byte[]> consumer, Assignment assignment) {
    this.consumer = consumer;
    this.assignment = assignment;
  }

  /** Goes on to the next partition that may be read. */
  void next() {
    List<PartitionWork> ready = new ArrayList<>();
    for (PartitionWork work : assignment.all()) {
      if (!work.held()) {
        ready.add(work);
      }
    }
    ready.sort(Comparator.comparing(PartitionWork::toString));
    current = ready.isEmpty() ? null : ready.get(turn++ % ready.size());
  }

  /** The partition that is read now; null when none may be. */
  PartitionWork current() {
    return current;
  }

  boolean reads(PartitionWork work) {
    return work == current;
  }

  /** A record was read or passed over: what is fetched from now on belongs to the next. */
  void passed() {
    fetches = fetchesSoFar();
  }

  /**
   * Whether the broker has answered with bytes of the present partition since the last record. The
   * client sets a partition's lag by the answer, before it looks into the records.
   */
  boolean fetched() {
    return consumer.currentLag(current.topicPartition()).isPresent() && fetchesSoFar() > fetches;
  }

  private double fetchesSoFar() {
    for (Map.Entry<MetricName, ? extends Metric> entry : consumer.metrics().entrySet()) {
      if (entry.getKey().name().equals("fetch-total")
          && entry.getKey().group().equals("consumer-fetch-manager-metrics")) {
        return ((Number) entry.getValue().metricValue()).doubleValue();
      }
    }
    return 0;
  }
}

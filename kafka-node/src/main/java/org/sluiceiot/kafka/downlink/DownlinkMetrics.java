package org.sluiceiot.kafka.downlink;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.kafka.downlink.send.FailureClass;

/** The node's counters. Safe for any thread. */
final class DownlinkMetrics {
  private final Metrics metrics;
  private final Metrics.Counter matched;
  private final Metrics.Counter success;
  private final Metrics.Counter loop;
  private final Metrics.Counter dropped;
  private final Metrics.Counter late;
  private final Metrics.Counter delivered;
  private final Metrics.Timer latency;
  private final Map<FailureClass, Metrics.Counter> failures = new EnumMap<>(FailureClass.class);

  DownlinkMetrics(Metrics metrics) {
    this.metrics = metrics;
    matched = metrics.counter("downlink.matched");
    success = metrics.counter("downlink.success");
    loop = metrics.counter("downlink.loop");
    dropped = metrics.counter("downlink.dropped", "reason", "queue-full");
    late = metrics.counter("downlink.late");
    delivered = metrics.counter("downlink.buffer.delivered");
    latency = metrics.timer("downlink.latency");
    for (FailureClass kind : FailureClass.values()) {
      failures.put(kind, metrics.counter("downlink.failed", "reason", kind.id()));
    }
  }

  Metrics host() {
    return metrics;
  }

  void matched() {
    matched.add(1);
  }

  void success(long nanos) {
    success.add(1);
    latency.record(Duration.ofNanos(nanos));
  }

  void failed(FailureClass kind) {
    failures.get(kind).add(1);
  }

  void loop() {
    loop.add(1);
  }

  void dropped(long count) {
    dropped.add(count);
  }

  /** Stored records that will not be sent. */
  void dropped(FailureClass kind, long count) {
    metrics.counter("downlink.buffer.dropped", "reason", kind.id()).add(count);
  }

  /** A stored record reached a broker. */
  void delivered() {
    delivered.add(1);
  }

  void fellBack(FailureClass kind) {
    metrics.counter("downlink.fallback", "reason", kind.id()).add(1);
  }

  void late() {
    late.add(1);
  }
}

package org.sluiceiot.kafka.uplink.engine;

import org.sluiceiot.api.host.Metrics;

/** Values of the moment for the host's metrics. */
final class Gauges {
  private final Assignment assignment;
  private final InFlight inFlight;

  Gauges(Assignment assignment, InFlight inFlight) {
    this.assignment = assignment;
    this.inFlight = inFlight;
  }

  void register(Metrics metrics) {
    metrics.gauge("in.flight.records", inFlight::records);
    metrics.gauge("in.flight.bytes", inFlight::bytes);
    metrics.gauge("partitions", () -> assignment.all().size());
    metrics.gauge("lag", () -> assignment.all().stream().mapToLong(PartitionWork::lag).sum());
    metrics.gauge("oldest.unacknowledged.seconds", this::oldest);
  }

  private double oldest() {
    long now = System.nanoTime();
    return assignment.all().stream().mapToLong(work -> work.oldestAge(now)).max().orElse(0) / 1e9;
  }
}

package org.sluiceiot.bench;

import org.sluiceiot.bench.downlink.DownlinkFigures;
import org.sluiceiot.platform.broker.KafkaBroker;

/**
 * The downlink node against Kafka's own producer tool. Arguments: records per run (1000000) and
 * configuration updates (1000).
 */
public final class DownlinkBenchmark {
  private DownlinkBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int updates = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    try (KafkaBroker broker = BenchBroker.start()) {
      new DownlinkFigures(broker).print(records, updates);
    }
  }
}

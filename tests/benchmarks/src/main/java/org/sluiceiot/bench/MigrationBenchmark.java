package org.sluiceiot.bench;

import org.sluiceiot.bench.downlink.MigrationFigures;
import org.sluiceiot.platform.broker.KafkaBroker;

/**
 * What the producer settings of a migrated stock node cost. Arguments: records per run (500000) and
 * rounds (7).
 */
public final class MigrationBenchmark {
  private MigrationBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    try (KafkaBroker broker = BenchBroker.start()) {
      new MigrationFigures(broker).print(records, rounds);
    }
  }
}

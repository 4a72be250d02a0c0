package org.sluiceiot.bench;

import java.util.List;
import org.sluiceiot.platform.broker.BrokerOptions;
import org.sluiceiot.platform.broker.KafkaBroker;

/** The broker of a benchmark: with the heap and collector that Kafka's start script gives it. */
final class BenchBroker {
  private static final List<String> JVM =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-XX:InitiatingHeapOccupancyPercent=35",
          "-XX:+ExplicitGCInvokesConcurrent");

  private BenchBroker() {}

  static KafkaBroker start() {
    return KafkaBroker.start(BrokerOptions.defaults().withJvmArguments(JVM));
  }
}

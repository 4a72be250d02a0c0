package org.sluiceiot.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sluiceiot.platform.broker.KafkaBroker;

/**
 * The uplink engine against the same topic read without it, in one run: {@code tests/bench uplink
 * [records] [rounds]}. The first rounds warm up and do not count.
 */
public final class UplinkBenchmark {
  private static final int RECORDS = 1_000_000;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 9;
  private static final int STORED = 30_000;

  private UplinkBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RECORDS;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
    try (KafkaBroker broker = BenchBroker.start()) {
      UplinkTopic topic = UplinkTopic.fill(broker.bootstrapServers(), records);
      throughput(topic, rounds);
      UplinkFootprint.measure(topic);
      stores(topic, Math.min(records, STORED));
    }
  }

  private static void stores(UplinkTopic topic, int records) throws Exception {
    Path directory = Files.createTempDirectory("sluice-uplink-benchmark");
    try {
      stores(topic, records, directory);
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void stores(UplinkTopic topic, int records, Path directory) throws Exception {
    UplinkStore.measure("H2", topic, records, directory.resolve("h2"), null, null);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      UplinkStore.measure(
          "POSTGRESQL",
          topic,
          records,
          directory.resolve("postgresql"),
          postgres.getJdbcUrl("postgres", "postgres"),
          "postgres");
    }
  }

  private static void throughput(UplinkTopic topic, int rounds) throws Exception {
    List<Double> performance = new ArrayList<>();
    List<Double> parsed = new ArrayList<>();
    List<Double> one = new ArrayList<>();
    List<Double> two = new ArrayList<>();
    List<Double> oneRatio = new ArrayList<>();
    List<Double> twoRatio = new ArrayList<>();
    for (int round = 0; round < WARM_UP + rounds; round++) {
      double tool = UplinkBaselines.consumerPerformance(topic);
      System.gc();
      double parse = UplinkBaselines.pollAndParse(topic);
      System.gc();
      double engineOne = UplinkRun.recordsPerSecond(topic, 1);
      System.gc();
      double engineTwo = UplinkRun.recordsPerSecond(topic, 2);
      System.out.printf(
          "round %d: ConsumerPerformance %,.0f; poll + parse %,.0f; one worker %,.0f; two %,.0f%n",
          round, tool, parse, engineOne, engineTwo);
      if (round >= WARM_UP) {
        performance.add(tool);
        parsed.add(parse);
        one.add(engineOne);
        two.add(engineTwo);
        oneRatio.add(engineOne / parse);
        twoRatio.add(engineTwo / parse);
      }
    }
    Map<String, Double> rows =
        Map.of(
            "1 ConsumerPerformance", median(performance),
            "2 poll + Jackson tree parse, one thread", median(parsed),
            "3 uplink, JSON decoder, 1 worker", median(one),
            "4 uplink, JSON decoder, 2 workers", median(two));
    rows.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(row -> System.out.printf("| %s | %,.0f |%n", row.getKey(), row.getValue()));
    System.out.printf(
        "UPLINK-OF-CONSUMER-PERFORMANCE figure=%.2f goal=none%n",
        median(one) / median(performance));
    System.out.printf("UPLINK-ONE-WORKER figure=%.2f goal=0.90%n", median(oneRatio));
    System.out.printf(
        "UPLINK-TWO-WORKERS figure=%.2f goal=%.2f%n", median(twoRatio), median(oneRatio));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}

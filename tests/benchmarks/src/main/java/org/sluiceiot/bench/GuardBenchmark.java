package org.sluiceiot.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.platform.broker.KafkaBroker;

/**
 * What the guard costs: nanoseconds per record, and the throughput from topic to topic through an
 * uplink and a downlink, with the guard and with one that looks at no record, in turns.
 */
public final class GuardBenchmark {
  private static final OperatingSystemMXBean OS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int RECORDS = 400_000;
  private static final int ROUNDS = 41;
  private static final int ORDERED_ROUNDS = 9;

  /** The two guards share their code, which is compiled anew until it has seen enough of both. */
  private static final int WARM_UP = 8;

  private GuardBenchmark() {}

  /** Runs both parts and prints one line per figure. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      nanoseconds();
    }
    try (KafkaBroker broker = BenchBroker.start()) {
      throughput(UplinkTopic.fill(broker.bootstrapServers(), RECORDS));
    }
  }

  private static void nanoseconds() throws Exception {
    double nothing = 0;
    List<RunResult> results = new ArrayList<>();
    for (RunResult result :
        new Runner(new OptionsBuilder().include(GuardCost.class.getName()).build()).run()) {
      if (result.getPrimaryResult().getLabel().equals("nothing")) {
        nothing = result.getPrimaryResult().getScore();
      } else {
        results.add(result);
      }
    }
    for (RunResult result : results) {
      System.out.printf(
          "guard %s, signed=%s: %.0f ns/record (of them %.0f for making the two records)%n",
          result.getPrimaryResult().getLabel(),
          result.getParams().getParam("signed"),
          result.getPrimaryResult().getScore(),
          nothing);
    }
  }

  /**
   * Without order the processors are never idle: the guard at its dearest. In the order per key,
   * which is the default, each of the thousand keys waits for the broker's answer per record.
   */
  private static void throughput(UplinkTopic topic) throws Exception {
    topic.create("out");
    for (int warm = 0; warm < WARM_UP; warm++) {
      GuardPipeline.recordsPerSecond(topic, "out", new LoopGuard(), "none");
      GuardPipeline.recordsPerSecond(topic, "out", LoopGuard.blind(), "none");
    }
    compare("guard-in-the-order-per-key", topic, "key", ORDERED_ROUNDS);
    compare("guard", topic, "none", ROUNDS);
  }

  private static void compare(String name, UplinkTopic topic, String order, int rounds)
      throws Exception {
    List<Double> ratios = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      // Who goes first changes, so that a machine that slows down harms both.
      boolean guardFirst = round % 2 == 0;
      long cpu = OS.getProcessCpuTime();
      double first = pass(topic, order, guardFirst);
      long between = OS.getProcessCpuTime();
      double second = pass(topic, order, !guardFirst);
      double firstCpu = between - cpu;
      double secondCpu = OS.getProcessCpuTime() - between;
      costs.add(guardFirst ? secondCpu / firstCpu : firstCpu / secondCpu);
      double with = guardFirst ? first : second;
      double without = guardFirst ? second : first;
      ratios.add(with / without);
      System.out.printf(
          "round %d: %.0f records/s with, %.0f without: %.3f; by processor time %.3f%n",
          round, with, without, with / without, costs.get(round));
    }
    ratios.sort(null);
    costs.sort(null);
    System.out.printf("%s-by-processor-time figure=%.3f goal=0.98%n", name, costs.get(rounds / 2));
    System.out.printf("%s figure=%.3f goal=0.98%n", name, ratios.get(rounds / 2));
  }

  private static double pass(UplinkTopic topic, String order, boolean guarded) throws Exception {
    System.gc();
    LoopGuard guard = guarded ? new LoopGuard() : LoopGuard.blind();
    return GuardPipeline.recordsPerSecond(topic, "out", guard, order);
  }
}

package org.sluiceiot.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Decoded values per second of processor time, of every format, on one thread: a turn of {@link
 * CompareBenchmark}, which runs it on this version's classes and on an older one's. Uses nothing
 * that the older one does not have.
 */
public final class DecoderRates {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 9;

  /** Two seconds for each: scripts are slow until the compiler is done with them. */
  private static final int WARM_UP = 20;

  private static final long ROUND_NANOS = 100_000_000;

  private DecoderRates() {}

  /**
   * @param arguments names of formats; none for all
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, DecoderSamples.Work> works = DecoderSamples.all();
    if (arguments.length > 0) {
      works.keySet().retainAll(Arrays.asList(arguments));
    }
    Map<String, double[]> all = new LinkedHashMap<>();
    works.keySet().forEach(name -> all.put(name, new double[ROUNDS]));
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Map.Entry<String, DecoderSamples.Work> work : works.entrySet()) {
        double rate = rate(work.getValue());
        if (round >= 0) {
          all.get(work.getKey())[round] = rate;
        }
      }
    }
    all.forEach(
        (name, rates) -> {
          Arrays.sort(rates);
          System.out.printf(
              Locale.ROOT,
              "DECODERS-%s figure=%.0f records/s goal=none%n",
              name.toUpperCase(Locale.ROOT),
              rates[ROUNDS / 2]);
        });
    System.exit(0);
  }

  /** By the processor time of this thread, so that other work on the machine counts less. */
  private static double rate(DecoderSamples.Work work) throws Exception {
    long started = THREADS.getCurrentThreadCpuTime();
    long times = 0;
    long spent;
    do {
      for (int i = 0; i < 100; i++) {
        if (work.once().isEmpty()) {
          throw new IllegalStateException("nothing was decoded");
        }
      }
      times += 100;
      spent = THREADS.getCurrentThreadCpuTime() - started;
    } while (spent < ROUND_NANOS);
    return times * 1e9 / spent;
  }
}

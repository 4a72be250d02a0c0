package org.sluiceiot.platform.owner;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.sluiceiot.api.host.Metrics;

/** Metrics of one owner; bounded in number. Safe for any thread. */
final class OwnerMetrics implements Metrics {
  private static final int MOST = 1_000;

  private final Map<String, Sum> counters = new ConcurrentHashMap<>();
  private final Map<String, Durations> timers = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  private static final class Sum implements Counter {
    private final LongAdder sum = new LongAdder();

    @Override
    public void add(long count) {
      sum.add(count);
    }
  }

  private static final class Durations implements Timer {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    @Override
    public void record(Duration duration) {
      count.increment();
      nanos.add(duration.toNanos());
      longest.accumulate(duration.toNanos());
    }
  }

  @Override
  public Counter counter(String name, String... tags) {
    return counters.computeIfAbsent(bounded(name(name, tags), counters), key -> new Sum());
  }

  @Override
  public Timer timer(String name, String... tags) {
    return timers.computeIfAbsent(bounded(name(name, tags), timers), key -> new Durations());
  }

  @Override
  public void gauge(String name, DoubleSupplier value, String... tags) {
    gauges.put(bounded(name(name, tags), gauges), value);
  }

  /** Sum of the counters of a name, whatever their tags. */
  long total(String name) {
    long total = 0;
    for (Map.Entry<String, Sum> counter : counters.entrySet()) {
      String key = counter.getKey();
      if (key.equals(name) || key.startsWith(name + "{")) {
        total += counter.getValue().sum.sum();
      }
    }
    return total;
  }

  /** Every value by name, tags in braces; of a timer the count, the mean and the longest in ms. */
  Map<String, Number> values() {
    Map<String, Number> values = new TreeMap<>();
    counters.forEach((name, counter) -> values.put(name, counter.sum.sum()));
    gauges.forEach((name, gauge) -> put(values, name, value(gauge)));
    timers.forEach(
        (name, timer) -> {
          long count = timer.count.sum();
          values.put(name + ".count", count);
          put(values, name + ".mean-ms", count == 0 ? 0 : timer.nanos.sum() / 1e6 / count);
          put(values, name + ".max-ms", timer.longest.get() / 1e6);
        });
    return values;
  }

  /** A gauge is a plugin's code: when it fails there is no value, and the others are shown. */
  private static double value(DoubleSupplier gauge) {
    try {
      return gauge.getAsDouble();
    } catch (Throwable e) {
      // Broad: see above.
      return Double.NaN;
    }
  }

  /** JSON knows no NaN: a gauge without a value is left out. */
  private static void put(Map<String, Number> values, String name, double value) {
    if (Double.isFinite(value)) {
      values.put(name, value == Math.rint(value) ? (Number) (long) value : (Number) value);
    }
  }

  /** Beyond the bound everything new is counted together. */
  private static String bounded(String name, Map<String, ?> known) {
    return known.size() < MOST || known.containsKey(name) ? name : "other";
  }

  private static String name(String name, String... tags) {
    if (tags.length == 0) {
      return name;
    }
    StringBuilder full = new StringBuilder(name).append('{');
    for (int i = 0; i + 1 < tags.length; i += 2) {
      full.append(i == 0 ? "" : ",").append(tags[i]).append('=').append(tags[i + 1]);
    }
    return full.append('}').toString();
  }
}

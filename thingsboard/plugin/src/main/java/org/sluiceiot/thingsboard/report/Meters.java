package org.sluiceiot.thingsboard.report;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.sluiceiot.api.host.Metrics;

/** A node's metrics in memory, for {@link NodeView} to show. Safe for any thread. */
final class Meters implements Metrics {
  private final Map<String, Sum> counters = new ConcurrentHashMap<>();
  private final Map<String, Durations> timers = new ConcurrentHashMap<>();
  private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  private record Sum(LongAdder total) implements Counter {
    @Override
    public void add(long count) {
      total.add(count);
    }
  }

  private record Durations(LongAdder count, LongAdder nanos) implements Timer {
    @Override
    public void record(Duration duration) {
      count.increment();
      nanos.add(duration.toNanos());
    }
  }

  @Override
  public Counter counter(String name, String... tags) {
    return counters.computeIfAbsent(key(name, tags), key -> new Sum(new LongAdder()));
  }

  @Override
  public Timer timer(String name, String... tags) {
    return timers.computeIfAbsent(
        key(name, tags), key -> new Durations(new LongAdder(), new LongAdder()));
  }

  @Override
  public void gauge(String name, DoubleSupplier value, String... tags) {
    gauges.put(key(name, tags), value);
  }

  /** Values by name and tags: {@code sent{result=ok}}; of a timer its count and seconds. */
  Map<String, Double> values() {
    Map<String, Double> values = new TreeMap<>();
    counters.forEach((key, counter) -> values.put(key, counter.total().doubleValue()));
    timers.forEach(
        (key, timer) -> {
          values.put(key + ".count", timer.count().doubleValue());
          values.put(key + ".seconds", timer.nanos().doubleValue() / 1e9);
        });
    gauges.forEach((key, gauge) -> values.put(key, gauge.getAsDouble()));
    return values;
  }

  private static String key(String name, String... tags) {
    if (tags.length == 0) {
      return name;
    }
    StringBuilder key = new StringBuilder(name).append('{');
    for (int i = 0; i + 1 < tags.length; i += 2) {
      key.append(i == 0 ? "" : ",").append(tags[i]).append('=').append(tags[i + 1]);
    }
    return key.append('}').toString();
  }
}

package org.sluiceiot.kafka.guard;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;

/** What the guard counts of one endpoint. Safe for any thread. */
final class GuardCounters {
  /** Kinds of things that are counted. */
  enum Kind {
    /** Records or messages that the guard looked at. */
    PASSED,
    /** Of them, those that had been here before. */
    LOOPS,
    /** Headers whose signature is missing or wrong. */
    FORGED,
    /** Headers or metadata that are not of the documented form. */
    GARBLED,
    /** Payloads that a downlink had written and that came in without their path. */
    RETURNS,
    /** Times that the breaker tried the cause. */
    TRIALS,
    /** Times that the breaker opened. */
    OPENED
  }

  private final Map<Kind, LongAdder> sums = new EnumMap<>(Kind.class);

  /** Of the sums the one that every record moves. */
  private final LongAdder passed;

  private final Map<Kind, Metrics.Counter> metrics = new EnumMap<>(Kind.class);

  /**
   * @param observer may be null
   */
  GuardCounters(Observer observer) {
    for (Kind kind : Kind.values()) {
      sums.put(kind, new LongAdder());
      if (observer != null && kind != Kind.PASSED) {
        metrics.put(kind, observer.metrics().counter("guard." + name(kind)));
      }
    }
    passed = sums.get(Kind.PASSED);
  }

  void passed(int count) {
    passed.add(count);
  }

  void add(Kind kind) {
    sums.get(kind).increment();
    Metrics.Counter metric = metrics.get(kind);
    if (metric != null) {
      metric.add(1);
    }
  }

  long sum(Kind kind) {
    return sums.get(kind).sum();
  }

  Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    sums.forEach((kind, sum) -> all.put(name(kind), sum.sum()));
    return all;
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}

package org.sluiceiot.kafka.uplink.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.sluiceiot.api.host.Metrics;

/**
 * Counts what happens to records, here and in the host's metrics. Safe for any thread. At rest,
 * polled = returned + the sum of the outcomes.
 */
final class Statistics {
  private final List<Count> all = new ArrayList<>();
  private final Metrics metrics;
  private final Count[] outcomes = new Count[Outcome.values().length];
  private final Count polled;
  private final Count returned;
  private final Count decoded;
  private final Count retried;
  private final Count failed;
  private final Count loops;
  private final Count late;
  private final Count empty;
  private final Count overwritten;
  private final Count nonFinite;

  Statistics(Metrics metrics) {
    this.metrics = metrics;
    polled = count("polled", "received");
    for (Outcome outcome : Outcome.values()) {
      outcomes[outcome.ordinal()] = count(outcome.metric(), outcome.metric());
    }
    returned = count("returned", "returned");
    decoded = count("decoded", "decoded");
    retried = count("retried", "retried");
    failed = count("failed", "failed");
    loops = count("loops", "loops");
    late = count("late", "late");
    empty = count("empty", "empty");
    overwritten = count("overwritten", "overwritten");
    nonFinite = count("non.finite", "non.finite");
  }

  void polled(long records) {
    polled.add(records);
  }

  void ended(Outcome outcome) {
    outcomes[outcome.ordinal()].add(1);
  }

  /** A record was given back unfinished, because its partition was; it comes again. */
  void returned() {
    returned.add(1);
  }

  /** A record became entities. */
  void decoded() {
    decoded.add(1);
  }

  void retried() {
    retried.add(1);
  }

  /** A record failed for good. */
  void failed() {
    failed.add(1);
  }

  void loop() {
    loops.add(1);
  }

  /** A record ended after its partition had gone; whoever has it now gets it once more. */
  void late() {
    late.add(1);
  }

  /** A record became entities without telemetry and attributes; it is delivered all the same. */
  void empty() {
    empty.add(1);
  }

  /** Values took the place of other values of the same entity, key and time. */
  void overwritten(long values) {
    overwritten.add(values);
  }

  /** Values were left out because they are no finite numbers. */
  void nonFinite(long values) {
    nonFinite.add(values);
  }

  /** Why a record was skipped or ignored, for the host's metrics only. */
  void reason(Outcome outcome, String reason) {
    metrics.counter(outcome.metric() + ".by.reason", "reason", reason).add(1);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("received", polled.sum() - returned.sum());
    all.forEach(count -> json.put(count.name, count.sum()));
    return json;
  }

  private Count count(String name, String metric) {
    Count count = new Count(name, metrics.counter(metric));
    all.add(count);
    return count;
  }

  private static final class Count {
    private final String name;
    private final LongAdder sum = new LongAdder();
    private final Metrics.Counter metric;

    Count(String name, Metrics.Counter metric) {
      this.name = name;
      this.metric = metric;
    }

    void add(long count) {
      sum.add(count);
      metric.add(count);
    }

    long sum() {
      return sum.sum();
    }
  }
}

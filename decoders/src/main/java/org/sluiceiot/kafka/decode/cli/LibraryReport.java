package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluiceiot.kafka.decode.JsonPayload;

/** Outcomes of a library run, for people and for programs. Not safe for several threads. */
final class LibraryReport {
  private final List<ConverterCase.Outcome> outcomes = new ArrayList<>();
  private double seconds;

  void addAll(List<ConverterCase.Outcome> more) {
    outcomes.addAll(more);
  }

  void seconds(double elapsed) {
    seconds = elapsed;
  }

  private long passed() {
    return outcomes.stream().filter(ConverterCase.Outcome::passed).count();
  }

  /** Whether there was anything to run and all of it passed. */
  boolean allPassed() {
    return !outcomes.isEmpty() && passed() == outcomes.size();
  }

  /** Prints a failed case with its reasons; says nothing of one that passed. */
  static void print(ConverterCase.Outcome outcome, PrintStream out) {
    if (outcome.passed()) {
      return;
    }
    out.println("FAILED " + outcome.name() + " (" + outcome.language() + ")");
    if (outcome.error() != null) {
      out.println("  " + outcome.error());
    }
    outcome.differences().forEach(difference -> out.println("  " + difference));
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "%d cases: %d passed, %d failed, %.1f seconds",
        outcomes.size(),
        passed(),
        outcomes.size() - passed(),
        seconds);
  }

  ObjectNode json() {
    ObjectNode report = JsonPayload.MAPPER.createObjectNode();
    report.put("cases", outcomes.size());
    report.put("passed", passed());
    report.put("failed", outcomes.size() - passed());
    report.put("seconds", seconds);
    ArrayNode all = report.putArray("outcomes");
    for (ConverterCase.Outcome outcome : outcomes) {
      ObjectNode node = all.addObject();
      node.put("case", outcome.name());
      node.put("language", outcome.language());
      node.put("passed", outcome.passed());
      node.put("millis", outcome.millis());
      if (outcome.error() != null) {
        node.put("error", outcome.error());
      }
      ArrayNode differences = node.putArray("differences");
      for (JsonDiff.Difference difference : outcome.differences()) {
        ObjectNode one = differences.addObject().put("path", difference.path());
        one.set("expected", difference.expected());
        one.set("actual", difference.actual());
      }
    }
    return report;
  }
}

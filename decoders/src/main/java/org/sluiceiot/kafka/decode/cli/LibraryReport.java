package org.sluiceiot.kafka.decode.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sluiceiot.kafka.decode.JsonPayload;

/** Outcomes of a library run, for people and for programs. Not safe for several threads. */
final class LibraryReport {
  private final List<ConverterCase.Outcome> outcomes = new ArrayList<>();
  private double seconds;
  private int downlinks;

  void addAll(List<ConverterCase.Outcome> more) {
    outcomes.addAll(more);
  }

  /** Converters for the way down, which no case was run of. */
  void downlinks(int count) {
    downlinks = count;
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

  /** Cases and passed cases by language, in the order of the alphabet. */
  private Map<String, int[]> languages() {
    Map<String, int[]> languages = new TreeMap<>();
    for (ConverterCase.Outcome outcome : outcomes) {
      int[] counts = languages.computeIfAbsent(outcome.language(), name -> new int[2]);
      counts[0]++;
      counts[1] += outcome.passed() ? 1 : 0;
    }
    return languages;
  }

  /** A line for all, one for each language, and one for what was passed over. */
  String summary() {
    StringBuilder text = new StringBuilder();
    text.append(line("", outcomes.size(), passed()))
        .append(String.format(Locale.ROOT, ", %.1f seconds", seconds));
    languages().forEach((name, counts) -> text.append("\n  " + line(name, counts[0], counts[1])));
    if (downlinks > 0) {
      text.append("\n  " + downlinks + " downlink converters passed over");
    }
    return text.toString();
  }

  private static String line(String language, long cases, long passed) {
    String of = language.isEmpty() ? "" : language + ": ";
    return "%s%d cases: %d passed, %d failed".formatted(of, cases, passed, cases - passed);
  }

  ObjectNode json() {
    ObjectNode report = JsonPayload.MAPPER.createObjectNode();
    report.put("cases", outcomes.size());
    report.put("passed", passed());
    report.put("failed", outcomes.size() - passed());
    report.put("seconds", seconds);
    report.put("downlinksPassedOver", downlinks);
    ObjectNode languages = report.putObject("languages");
    languages()
        .forEach(
            (name, counts) ->
                languages
                    .putObject(name)
                    .put("cases", counts[0])
                    .put("passed", counts[1])
                    .put("failed", counts[0] - counts[1]));
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

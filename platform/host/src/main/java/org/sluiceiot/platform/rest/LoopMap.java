package org.sluiceiot.platform.rest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sluiceiot.api.flow.FlowGraph;

/** Writes the loop map for people and for Graphviz. Stateless. */
final class LoopMap {
  private LoopMap() {}

  static String text(FlowGraph graph) {
    StringBuilder text = new StringBuilder();
    Map<String, String> names = new HashMap<>();
    for (FlowGraph.Vertex vertex : graph.vertices()) {
      names.put(vertex.id(), vertex.name());
      text.append(
          "%-8s  %s  %s  cluster %s  %s%n"
              .formatted(
                  vertex.kind(),
                  vertex.name(),
                  vertex.topics(),
                  vertex.cluster().isEmpty() ? "not known yet" : vertex.cluster(),
                  new TreeMap<>(vertex.counters())));
    }
    for (FlowGraph.Edge edge : graph.edges()) {
      text.append(
          "%s -> %s  (%s)%n"
              .formatted(
                  names.getOrDefault(edge.from(), edge.from()),
                  names.getOrDefault(edge.to(), edge.to()),
                  edge.via()));
    }
    for (FlowGraph.Cycle cycle : graph.cycles()) {
      text.append("%s: %s%n".formatted(cycle.verdict(), cycle.text()));
    }
    return text.isEmpty() ? "nothing reads or writes Kafka\n" : text.toString();
  }

  static String dot(FlowGraph graph) {
    StringBuilder dot = new StringBuilder("digraph loops {\n  rankdir=LR;\n");
    for (FlowGraph.Vertex vertex : graph.vertices()) {
      dot.append(
          "  %s [label=%s, shape=%s];%n"
              .formatted(
                  quoted(vertex.id()),
                  quoted(vertex.name() + "\n" + vertex.topics()),
                  vertex.kind().equals("uplink") ? "cds" : "box"));
    }
    Set<List<String>> circling = circling(graph);
    for (FlowGraph.Edge edge : graph.edges()) {
      boolean red = circling.contains(List.of(edge.from(), edge.to()));
      dot.append(
          "  %s -> %s [label=%s%s];%n"
              .formatted(
                  quoted(edge.from()),
                  quoted(edge.to()),
                  quoted(edge.via()),
                  red ? ", color=red" : ""));
    }
    return dot.append("}\n").toString();
  }

  /** Edges of cycles that are not allowed. */
  static Set<List<String>> circling(FlowGraph graph) {
    Set<List<String>> edges = new HashSet<>();
    for (FlowGraph.Cycle cycle : graph.cycles()) {
      if (!cycle.verdict().equals("allowed")) {
        for (int i = 0; i < cycle.path().size(); i++) {
          edges.add(List.of(cycle.path().get(i), cycle.path().get((i + 1) % cycle.path().size())));
        }
      }
    }
    return edges;
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped + "\"";
  }
}

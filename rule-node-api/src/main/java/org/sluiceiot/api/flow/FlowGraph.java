package org.sluiceiot.api.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How data can move between integrations, nodes and the outside: the loop guard's view at one
 * moment. All lists are unmodifiable.
 */
public record FlowGraph(List<Vertex> vertices, List<Edge> edges, List<Cycle> cycles) {
  public FlowGraph {
    vertices = List.copyOf(vertices);
    edges = List.copyOf(edges);
    cycles = List.copyOf(cycles);
  }

  /** The part of one tenant: its own vertices, and what lies between them alone. */
  public FlowGraph ofTenant(String tenant) {
    List<Vertex> own = vertices.stream().filter(one -> one.tenant().equals(tenant)).toList();
    Set<String> ids = own.stream().map(Vertex::id).collect(Collectors.toSet());
    return new FlowGraph(
        own,
        edges.stream()
            .filter(edge -> ids.contains(edge.from()) && ids.contains(edge.to()))
            .toList(),
        cycles.stream().filter(cycle -> ids.containsAll(cycle.path())).toList());
  }

  /**
   * An uplink or a downlink.
   *
   * @param id the owner's id
   * @param tenant the tenant's id
   * @param kind {@code uplink} or {@code downlink}
   * @param cluster the Kafka cluster's id, or empty while unknown
   * @param topics what it reads or may write, in words
   * @param counters guard counters by name
   */
  public record Vertex(
      String id,
      String name,
      String tenant,
      String kind,
      String cluster,
      String topics,
      Map<String, Long> counters) {
    public Vertex {
      counters = Map.copyOf(counters);
    }
  }

  /**
   * Data can move from one vertex to another.
   *
   * @param via {@code rule chain}, or the witness topic that both sides share
   */
  public record Edge(String from, String to, String via) {}

  /**
   * A way around.
   *
   * @param path ids of the vertices in order; the last leads back to the first
   * @param verdict {@code refused}, {@code warned} or {@code allowed}
   * @param text the cycle in words, with names and topics
   */
  public record Cycle(List<String> path, String verdict, String text) {
    public Cycle {
      path = List.copyOf(path);
    }
  }
}

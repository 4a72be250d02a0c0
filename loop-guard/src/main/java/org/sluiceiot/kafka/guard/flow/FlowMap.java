package org.sluiceiot.kafka.guard.flow;

import com.google.common.graph.ElementOrder;
import com.google.common.graph.MutableValueGraph;
import com.google.common.graph.ValueGraph;
import com.google.common.graph.ValueGraphBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A directed graph of endpoints; each edge says by what data can move. Not safe for several
 * threads.
 */
public final class FlowMap<N> {
  private final MutableValueGraph<N, Link> graph =
      ValueGraphBuilder.directed()
          .nodeOrder(ElementOrder.insertion())
          .incidentEdgeOrder(ElementOrder.stable())
          .build();

  /**
   * By what data can move.
   *
   * @param via {@code rule chain}, or a topic
   * @param doubt why it may not be so after all; empty when it is certain
   */
  public record Link(String via, String doubt) {}

  public void add(N node) {
    graph.addNode(node);
  }

  public void remove(N node) {
    graph.removeNode(node);
  }

  public void link(N from, N to, Link link) {
    graph.putEdgeValue(from, to, link);
  }

  public void unlink(N from, N to) {
    graph.removeEdge(from, to);
  }

  /** Removes the edges of a node and leaves the node. */
  public void isolate(N node) {
    graph.removeNode(node);
    graph.addNode(node);
  }

  /** The graph itself, to look at. */
  public ValueGraph<N, Link> view() {
    return graph;
  }

  /**
   * A shortest way from a node back to itself.
   *
   * @param usable nodes that data moves through
   * @param open edges that count; the others are as if they were not there
   * @param via one of the nodes on the way must be such
   * @return the nodes in order, the given one first and not repeated; empty when there is none
   */
  public List<N> cycle(N through, Predicate<N> usable, BiPredicate<N, N> open, Predicate<N> via) {
    Map<N, N> before = walk(through, usable, open, graph::successors, false);
    Map<N, N> after = walk(through, usable, open, graph::predecessors, true);
    for (N turn : before.keySet()) {
      if (after.containsKey(turn) && (via.test(turn) || via.test(through))) {
        List<N> path = new ArrayList<>();
        for (N at = turn; !at.equals(through); at = before.get(at)) {
          path.add(at);
        }
        path.add(through);
        Collections.reverse(path);
        for (N at = after.get(turn); !at.equals(through); at = after.get(at)) {
          path.add(at);
        }
        return path;
      }
    }
    return List.of();
  }

  /** Every node that can be reached, nearest first, with the one from which it was. */
  private Map<N, N> walk(
      N from,
      Predicate<N> usable,
      BiPredicate<N, N> open,
      Function<N, Set<N>> neighbours,
      boolean backward) {
    Map<N, N> reachedFrom = new LinkedHashMap<>();
    Queue<N> queue = new ArrayDeque<>(List.of(from));
    for (N at = queue.poll(); at != null; at = queue.poll()) {
      for (N next : neighbours.apply(at)) {
        boolean passable = backward ? open.test(next, at) : open.test(at, next);
        boolean fresh = !next.equals(from) && !reachedFrom.containsKey(next);
        if (passable && fresh && usable.test(next)) {
          reachedFrom.put(next, at);
          queue.add(next);
        }
      }
    }
    return reachedFrom;
  }
}

package org.sluiceiot.kafka.guard.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.graph.Graphs;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sluiceiot.fixtures.Seeds;
import org.sluiceiot.kafka.guard.flow.FlowMap.Link;

/** The verdict on cycles equals a reference: transitive closure, and Guava's own answer. */
class FlowMapPropertyTest {
  private static final Link LINK = new Link("rule chain", "");

  @Test
  void cyclesEqualTheReference() {
    Seeds.check(1000, FlowMapPropertyTest::equalsTheReference);
  }

  private static void equalsTheReference(Random random) {
    int nodes = 2 + random.nextInt(8);
    int edges = random.nextInt(21);
    FlowMap<Integer> map = new FlowMap<>();
    IntStream.range(0, nodes).forEach(map::add);
    boolean[][] reach = new boolean[nodes][nodes];
    for (int i = 0; i < edges; i++) {
      int from = random.nextInt(nodes);
      int to = random.nextInt(nodes);
      if (from != to) {
        map.link(from, to, LINK);
        reach[from][to] = true;
      }
    }
    close(reach);
    boolean any = false;
    for (int node = 0; node < nodes; node++) {
      List<Integer> cycle = map.cycle(node, n -> true, (a, b) -> true, n -> true);
      assertThat(!cycle.isEmpty()).isEqualTo(reach[node][node]);
      any |= !cycle.isEmpty();
      isWay(map, node, cycle);
      int via = random.nextInt(nodes);
      List<Integer> through = map.cycle(node, n -> true, (a, b) -> true, n -> n == via);
      assertThat(!through.isEmpty())
          .isEqualTo(via == node ? reach[node][node] : reach[node][via] && reach[via][node]);
      isWay(map, node, through);
    }
    assertThat(any).isEqualTo(Graphs.hasCycle(map.view().asGraph()));
  }

  private static void isWay(FlowMap<Integer> map, int node, List<Integer> cycle) {
    for (int i = 0; i < cycle.size(); i++) {
      int next = cycle.get((i + 1) % cycle.size());
      assertThat(map.view().hasEdgeConnecting(cycle.get(i), next)).isTrue();
    }
    if (!cycle.isEmpty()) {
      assertThat(cycle.get(0)).isEqualTo(node);
    }
  }

  @Test
  void closedEdgesAndUnusableNodesAreAsIfNotThere() {
    Seeds.check(1000, FlowMapPropertyTest::leftOutEqualsAbsent);
  }

  private static void leftOutEqualsAbsent(Random random) {
    int nodes = 2 + random.nextInt(6);
    FlowMap<Integer> whole = new FlowMap<>();
    FlowMap<Integer> part = new FlowMap<>();
    Set<Integer> unusable = new HashSet<>();
    Set<List<Integer>> closed = new HashSet<>();
    for (int i = 0; i < nodes; i++) {
      whole.add(i);
      part.add(i);
      if (i > 0 && random.nextInt(5) == 0) {
        unusable.add(i);
      }
    }
    for (int i = 0; i < 2 * nodes; i++) {
      int from = random.nextInt(nodes);
      int to = random.nextInt(nodes);
      if (from == to) {
        continue;
      }
      whole.link(from, to, LINK);
      if (random.nextInt(4) == 0) {
        closed.add(List.of(from, to));
      }
    }
    whole.view().edges().stream()
        .filter(e -> !closed.contains(List.of(e.source(), e.target())))
        .filter(e -> !unusable.contains(e.source()) && !unusable.contains(e.target()))
        .forEach(e -> part.link(e.source(), e.target(), LINK));
    assertThat(
            whole
                .cycle(
                    0,
                    n -> !unusable.contains(n),
                    (a, b) -> !closed.contains(List.of(a, b)),
                    n -> true)
                .isEmpty())
        .isEqualTo(part.cycle(0, n -> true, (a, b) -> true, n -> true).isEmpty());
  }

  private static void close(boolean[][] reach) {
    for (int k = 0; k < reach.length; k++) {
      for (int i = 0; i < reach.length; i++) {
        for (int j = 0; j < reach.length; j++) {
          reach[i][j] |= reach[i][k] && reach[k][j];
        }
      }
    }
  }
}

package org.sluiceiot.kafka.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.flow.FlowGraph.Cycle;
import org.sluiceiot.api.flow.FlowGraph.Edge;
import org.sluiceiot.api.flow.FlowGraph.Vertex;
import org.sluiceiot.kafka.guard.breaker.Hold;
import org.sluiceiot.kafka.guard.flow.FlowMap;

/** Draws the operator's map of all endpoints. */
final class FlowPicture {
  private static final String ALLOWED = "allowed";

  private final FlowMap<GuardedEndpoint> map;
  private final Collection<GuardedEndpoint> endpoints;

  FlowPicture(FlowMap<GuardedEndpoint> map, Collection<GuardedEndpoint> endpoints) {
    this.map = map;
    this.endpoints = endpoints;
  }

  FlowGraph draw() {
    List<Edge> edges = new ArrayList<>();
    for (var pair : map.view().edges()) {
      String via = map.view().edgeValue(pair).map(FlowMap.Link::via).orElse("");
      edges.add(new Edge(id(pair.source()), id(pair.target()), via));
    }
    return new FlowGraph(endpoints.stream().map(FlowPicture::vertex).toList(), edges, cycles());
  }

  private static Vertex vertex(GuardedEndpoint each) {
    Endpoint endpoint = each.endpoint();
    Map<String, Long> counters = new HashMap<>(each.counters().all());
    counters.put("open", each.held() == Hold.OPEN ? 1L : 0L);
    return new Vertex(
        id(each),
        endpoint.way().isEmpty()
            ? endpoint.owner().name()
            : endpoint.owner().name() + " (" + endpoint.way() + ")",
        endpoint.owner().tenant().toString(),
        endpoint.direction().name().toLowerCase(Locale.ROOT),
        each.clusterId(),
        endpoint.topics().words(),
        counters);
  }

  /** A shortest one through every endpoint; each set of endpoints once. */
  private List<Cycle> cycles() {
    List<Cycle> cycles = new ArrayList<>();
    Set<Set<GuardedEndpoint>> seen = new HashSet<>();
    BiPredicate<GuardedEndpoint, GuardedEndpoint> all = (from, to) -> true;
    for (BiPredicate<GuardedEndpoint, GuardedEndpoint> open :
        List.of(LoopDecisions.notAllowed(), all)) {
      for (GuardedEndpoint each : endpoints) {
        List<GuardedEndpoint> cycle = map.cycle(each, other -> true, open, other -> true);
        if (!cycle.isEmpty() && seen.add(Set.copyOf(cycle))) {
          List<String> path = cycle.stream().map(FlowPicture::id).toList();
          String verdict = verdict(cycle);
          String text =
              verdict.equals(ALLOWED)
                  ? CycleText.allowed(cycle, map, times(cycle))
                  : CycleText.of(cycle, map, null);
          cycles.add(new Cycle(path, verdict, text));
        }
      }
    }
    return cycles;
  }

  private static String verdict(List<GuardedEndpoint> cycle) {
    for (GuardedEndpoint each : cycle) {
      if (each.verdict().kind() == Verdict.Kind.REFUSED) {
        return "refused";
      }
    }
    return times(cycle) > 0 ? ALLOWED : "warned";
  }

  /** How often a record may come back; 0 when the cycle is not allowed. */
  private static int times(List<GuardedEndpoint> cycle) {
    int most = 0;
    for (int i = 0; i < cycle.size(); i++) {
      GuardedEndpoint next = cycle.get((i + 1) % cycle.size());
      if (!LoopDecisions.notAllowed().test(cycle.get(i), next)) {
        most = Math.max(most, cycle.get(i).endpoint().roundTrips(next.endpoint()));
      }
    }
    return most;
  }

  private static String id(GuardedEndpoint each) {
    Endpoint endpoint = each.endpoint();
    return endpoint.way().isEmpty()
        ? endpoint.owner().id()
        : endpoint.owner().id() + "/" + endpoint.way();
  }
}

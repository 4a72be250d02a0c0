package org.sluiceiot.platform.rest;

import java.util.List;
import java.util.Map;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.platform.plugin.Catalog;

/** The loop map. */
public final class LoopRoutes {
  private final Catalog catalog;

  public LoopRoutes(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get("/api/loops", Access.OPERATOR, call -> answer(call, all()));
    routes.get(
        "/api/tenants/{tenant}/loops",
        Access.TENANT_READ,
        call -> answer(call, all().ofTenant(call.tenant().id().toString())));
  }

  private FlowGraph all() {
    List<FlowGraph> graphs =
        catalog.plugins().all().stream()
            .flatMap(plugin -> plugin.flows().stream())
            .distinct()
            .toList();
    return new FlowGraph(
        graphs.stream().flatMap(graph -> graph.vertices().stream()).distinct().toList(),
        graphs.stream().flatMap(graph -> graph.edges().stream()).distinct().toList(),
        graphs.stream().flatMap(graph -> graph.cycles().stream()).distinct().toList());
  }

  private static void answer(Call call, FlowGraph graph) {
    switch (call.query("format", "json")) {
      case "text" -> call.http().contentType("text/plain").result(LoopMap.text(graph));
      case "dot" -> call.http().contentType("text/vnd.graphviz").result(LoopMap.dot(graph));
      case "svg" -> call.http().contentType("image/svg+xml").result(LoopSvg.of(graph));
      case "json" -> call.answer(shape(graph));
      default -> throw new ApiException(400, "format", "is not json, text, dot or svg", "");
    }
  }

  private static Map<String, Object> shape(FlowGraph graph) {
    return Map.of("vertices", graph.vertices(), "edges", graph.edges(), "cycles", graph.cycles());
  }
}

package org.sluiceiot.platform.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.flow.FlowGraph;

/** Draws the loop map: uplinks to the left, downlinks to the right, cycles red. Stateless. */
final class LoopSvg {
  private static final int WIDTH = 260;
  private static final int HEIGHT = 48;
  private static final int ROW = 72;
  private static final int RIGHT = 480;

  private LoopSvg() {}

  static String of(FlowGraph graph) {
    Map<String, int[]> places = places(graph);
    int rows = places.values().stream().mapToInt(at -> at[1]).max().orElse(0) + ROW;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n"
            .formatted(RIGHT + WIDTH + 20, rows));
    Set<List<String>> circling = LoopMap.circling(graph);
    for (FlowGraph.Edge edge : graph.edges()) {
      int[] from = places.get(edge.from());
      int[] to = places.get(edge.to());
      if (from != null && to != null) {
        boolean red = circling.contains(List.of(edge.from(), edge.to()));
        svg.append(edge(from, to, edge.via(), red ? "#c00" : "#888"));
      }
    }
    graph.vertices().forEach(vertex -> svg.append(box(vertex, places.get(vertex.id()))));
    return svg.append("</svg>\n").toString();
  }

  private static Map<String, int[]> places(FlowGraph graph) {
    Map<String, int[]> places = new HashMap<>();
    int left = 10;
    int right = 10;
    for (FlowGraph.Vertex vertex : graph.vertices()) {
      if (vertex.kind().equals("uplink")) {
        places.put(vertex.id(), new int[] {10, left});
        left += ROW;
      } else {
        places.put(vertex.id(), new int[] {RIGHT, right});
        right += ROW;
      }
    }
    return places;
  }

  private static String box(FlowGraph.Vertex vertex, int[] at) {
    return "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#fff\" stroke=\"#333\"/><text x=\"%d\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" fill=\"#555\">%s</text>%n"
        .formatted(
            at[0],
            at[1],
            WIDTH,
            HEIGHT,
            at[0] + 8,
            at[1] + 19,
            escaped(vertex.kind() + " " + vertex.name(), 40),
            at[0] + 8,
            at[1] + 37,
            escaped(vertex.topics(), 40));
  }

  /** Rule chains lead from left to right above, topics back below. */
  private static String edge(int[] from, int[] to, String via, String colour) {
    boolean forward = from[0] < to[0];
    int startX = forward ? from[0] + WIDTH : from[0];
    int endX = forward ? to[0] : to[0] + WIDTH;
    int startY = from[1] + (forward ? 14 : HEIGHT - 14);
    int endY = to[1] + (forward ? 14 : HEIGHT - 14);
    return String.format(
        Locale.ROOT,
        "<path d=\"M%d %d L%d %d\" stroke=\"%s\" fill=\"none\"/><circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\" fill=\"%s\" text-anchor=\"middle\">%s</text>%n",
        startX,
        startY,
        endX,
        endY,
        colour,
        endX,
        endY,
        colour,
        (startX + endX) / 2,
        (startY + endY) / 2 - 4,
        colour,
        escaped(via, 28));
  }

  private static String escaped(String text, int most) {
    String shown = text.length() > most ? text.substring(0, most - 1) + "…" : text;
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}

package org.sluiceiot.platform.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.flow.FlowGraph;

/**
 * Draws the loop map: uplinks to the left, downlinks to the right, cycles red. It is the only
 * drawing: the command line writes it into a file, the page shows it. Colours are attributes, so
 * that they hold in a file of its own and give way to the page's styles of the same classes.
 * Stateless.
 */
final class LoopSvg {
  private static final int WIDTH = 260;
  private static final int HEIGHT = 48;
  private static final int ROW = 72;
  private static final int RIGHT = 480;
  private static final String RED = "#c00";
  private static final String GREY = "#888";

  private LoopSvg() {}

  static String of(FlowGraph graph) {
    Map<String, int[]> places = places(graph);
    int rows = places.values().stream().mapToInt(at -> at[1]).max().orElse(0) + ROW;
    int width = RIGHT + WIDTH + 20;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" font-family=\"sans-serif\" font-size=\"12\">%n"
            .formatted(width, rows));
    Set<List<String>> circling = LoopMap.circling(graph);
    for (FlowGraph.Edge edge : graph.edges()) {
      int[] from = places.get(edge.from());
      int[] to = places.get(edge.to());
      if (from != null && to != null) {
        svg.append(edge(from, to, edge.via(), circling.contains(List.of(edge.from(), edge.to()))));
      }
    }
    for (FlowGraph.Vertex vertex : graph.vertices()) {
      boolean red = circling.stream().anyMatch(pair -> pair.get(0).equals(vertex.id()));
      svg.append(box(vertex, places.get(vertex.id()), red));
    }
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

  private static String box(FlowGraph.Vertex vertex, int[] at, boolean red) {
    String whole = vertex.kind() + " " + vertex.name() + ": " + vertex.topics();
    return "<g class=\"loop-end %s%s\"><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#fff\" stroke=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text><text class=\"topics\" x=\"%d\" y=\"%d\" fill=\"#555\">%s</text></g>%n"
        .formatted(
            vertex.kind(),
            red ? " circling" : "",
            escaped(whole, 1_000),
            at[0],
            at[1],
            WIDTH,
            HEIGHT,
            red ? RED : "#333",
            at[0] + 10,
            at[1] + 19,
            escaped(vertex.kind() + " " + vertex.name(), 40),
            at[0] + 10,
            at[1] + 37,
            escaped(vertex.topics(), 40));
  }

  /** Rule chains lead from left to right above, topics back below. */
  private static String edge(int[] from, int[] to, String via, boolean red) {
    boolean forward = from[0] < to[0];
    int startX = forward ? from[0] + WIDTH : from[0];
    int endX = forward ? to[0] : to[0] + WIDTH;
    int startY = from[1] + (forward ? 14 : HEIGHT - 14);
    int endY = to[1] + (forward ? 14 : HEIGHT - 14);
    return String.format(
        Locale.ROOT,
        "<g class=\"loop-edge%1$s\"><path d=\"M%2$d %3$d L%4$d %5$d\" stroke=\"%6$s\" fill=\"none\"/><circle cx=\"%4$d\" cy=\"%5$d\" r=\"4\" fill=\"%6$s\"/><text x=\"%7$d\" y=\"%8$d\" fill=\"%6$s\" text-anchor=\"middle\">%9$s</text></g>%n",
        red ? " circling" : "",
        startX,
        startY,
        endX,
        endY,
        red ? RED : GREY,
        (startX + endX) / 2,
        (startY + endY) / 2 - 4,
        escaped(via, 28));
  }

  private static String escaped(String text, int most) {
    String shown = text.length() > most ? text.substring(0, most - 1) + "…" : text;
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}

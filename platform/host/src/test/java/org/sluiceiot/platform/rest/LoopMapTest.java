package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.flow.FlowGraph;
import org.sluiceiot.api.flow.FlowGraph.Cycle;
import org.sluiceiot.api.flow.FlowGraph.Edge;
import org.sluiceiot.api.flow.FlowGraph.Vertex;

class LoopMapTest {
  private static final FlowGraph CIRCLE =
      new FlowGraph(
          List.of(
              new Vertex("u", "in <1>", "t", "uplink", "c", "a", Map.of("loops", 3L)),
              new Vertex("d", "out \"x\\", "t", "downlink", "", "a.${…}", Map.of())),
          List.of(new Edge("u", "d", "rule chain"), new Edge("d", "u", "a")),
          List.of(new Cycle(List.of("u", "d"), "refused", "data would circle")));

  @Test
  void textNamesCountersAndVerdicts() {
    assertThat(LoopMap.text(CIRCLE))
        .contains("loops=3", "not known yet", "in <1> -> out", "refused: data would circle");
  }

  @Test
  void dotEscapesNamesAndPaintsTheCycleRed() {
    assertThat(LoopMap.dot(CIRCLE))
        .contains("label=\"out \\\"x\\\\\\na.${…}\"", "\"d\" -> \"u\" [label=\"a\", color=red]");
  }

  @Test
  void svgIsWellFormedAndPaintsTheCycleRed() throws Exception {
    String svg = LoopSvg.of(CIRCLE);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(2);
    assertThat(svg).contains("in &lt;1>", "#c00").doesNotContain("#888");
    assertThat(svg).contains("class=\"loop-end uplink circling\"", "class=\"loop-edge circling\"");
  }
}

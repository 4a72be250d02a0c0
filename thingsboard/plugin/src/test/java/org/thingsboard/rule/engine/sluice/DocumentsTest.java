package org.thingsboard.rule.engine.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.RuleNode;
import org.thingsboard.rule.engine.api.TbNode;

/** Rule chains and configurations of the documentation, read by the real nodes. */
@ExtendWith(LeakCheck.class)
class DocumentsTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWN = KafkaUplinkNode.class.getPackageName() + ".";
  private static final Pattern BLOCK =
      Pattern.compile("(?s)```json (?!decoded)[a-z-]+\\s+(\\{.*?\\})\\s+```");

  private final FakeServer server = new FakeServer();
  private final Shared shared = new Shared(Map.of());
  private final List<TbNode> started = new ArrayList<>();

  static List<Path> chains() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("thingsboard"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  static List<String> configurations() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(DOCS.resolve("thingsboard.md")));
    return blocks.results().map(block -> block.group(1)).toList();
  }

  @AfterEach
  void end() {
    started.forEach(TbNode::destroy);
    await().until(() -> shared.closer().size() == 0);
  }

  @Test
  void thereAreChainsAndConfigurationsToTry() throws IOException {
    assertThat(chains()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(configurations()).hasSizeGreaterThanOrEqualTo(3);
  }

  /** The matrix of promises: a test that it names and nobody has would be a promise of nobody. */
  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    String page = Files.readString(DOCS.resolve("thingsboard.md"));
    String matrix = page.substring(page.indexOf("## Promises, their tests"));
    Set<String> named =
        Pattern.compile("`([A-Z]\\w+(?:Test|IT))`")
            .matcher(matrix)
            .results()
            .map(found -> found.group(1) + ".java")
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).hasSizeGreaterThan(25);
    try (Stream<Path> files =
        Files.find(
            DOCS.resolveSibling("."),
            16,
            (file, is) -> named.contains(file.getFileName().toString()))) {
      files.forEach(file -> named.remove(file.getFileName().toString()));
    }
    assertThat(named).as("named in docs/thingsboard.md, and not there").isEmpty();
    for (String row : matrix.lines().filter(line -> line.startsWith("| ")).skip(1).toList()) {
      assertThat(row.split("\\|")).as(row).hasSize(4).noneMatch("  "::equals);
    }
  }

  @ParameterizedTest
  @MethodSource("chains")
  void aChainCanBeImportedAndItsNodesStart(Path file) throws Exception {
    JsonNode chain = JSON.readTree(file.toFile());
    assertThat(chain.at("/ruleChain/type").asText()).isEqualTo("CORE");
    JsonNode nodes = chain.at("/metadata/nodes");
    for (JsonNode node : nodes) {
      assertThat(node.path("type").asText()).startsWith("org.thingsboard.rule.engine.");
      if (node.path("type").asText().startsWith(OWN)) {
        start(node);
      }
    }
    for (JsonNode connection : chain.at("/metadata/connections")) {
      JsonNode from = nodes.get(connection.path("fromIndex").asInt(-1));
      JsonNode to = nodes.get(connection.path("toIndex").asInt(-1));
      assertThat(from).as("%s", connection).isNotNull();
      assertThat(to).as("%s", connection).isNotNull();
      if (from.path("type").asText().startsWith(OWN)) {
        assertThat(annotation(from).relationTypes()).contains(connection.path("type").asText());
      }
      if (to.path("type").asText().startsWith(OWN)) {
        assertThat(annotation(to).inEnabled()).isTrue();
      }
    }
    assertEveryRelationLeadsSomewhere(chain);
  }

  /** From what a node tells to an email, with stock nodes that need nothing of a tenant's own. */
  @Test
  void theChainOfAlarmsSendsWordWhenATroubleBeginsAndWhenItIsOver() throws Exception {
    JsonNode chain = JSON.readTree(DOCS.resolve("thingsboard/alarms.json").toFile());
    JsonNode first = chain.at("/metadata/nodes").get(chain.at("/metadata/firstNodeIndex").asInt());
    assertThat(first.at("/configuration/messageTypes"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("KAFKA_UPLINK_ALARM", "KAFKA_DOWNLINK_ALARM");
    assertThat(along(chain, "True", "True", "Cleared", "Success"))
        .containsExactly(
            "TbJsFilterNode", "TbClearAlarmNode", "TbMsgToEmailNode", "TbSendEmailNode");
    assertThat(along(chain, "True", "False", "Created", "Success"))
        .containsExactly(
            "TbJsFilterNode", "TbCreateAlarmNode", "TbMsgToEmailNode", "TbSendEmailNode");
    assertThat(Pattern.compile("\\$\\{(\\w+)}").matcher(chain.toString()).results())
        .extracting(place -> place.group(1))
        .as("metadata of the messages")
        .isSubsetOf("error", "phase", "incident", "nodeId");
  }

  /** Types of the nodes that a message meets after the first, along these relations. */
  private static List<String> along(JsonNode chain, String... relations) {
    List<String> types = new ArrayList<>();
    int at = chain.at("/metadata/firstNodeIndex").asInt();
    for (String relation : relations) {
      for (JsonNode connection : chain.at("/metadata/connections")) {
        if (connection.path("fromIndex").asInt() == at
            && connection.path("type").asText().equals(relation)) {
          at = connection.path("toIndex").asInt();
          break;
        }
      }
      String type = chain.at("/metadata/nodes").get(at).path("type").asText();
      types.add(type.substring(type.lastIndexOf('.') + 1));
    }
    return types;
  }

  private static void assertEveryRelationLeadsSomewhere(JsonNode chain) throws Exception {
    JsonNode nodes = chain.at("/metadata/nodes");
    for (int i = 0; i < nodes.size(); i++) {
      if (!nodes.get(i).path("type").asText().startsWith(OWN)) {
        continue;
      }
      List<String> led = new ArrayList<>();
      for (JsonNode connection : chain.at("/metadata/connections")) {
        if (connection.path("fromIndex").asInt() == i) {
          led.add(connection.path("type").asText());
        }
      }
      assertThat(led).contains("Failure");
      if (List.of(annotation(nodes.get(i)).relationTypes()).contains("Loop")) {
        assertThat(led).contains("Loop");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aConfigurationStartsItsNode(String text) throws Exception {
    JsonNode configuration = JSON.readTree(text);
    boolean downlink = configuration.has("topic") || configuration.has("topicPattern");
    TbNode node = downlink ? new KafkaDownlinkNode(shared) : new KafkaUplinkNode(shared);
    start(node, configuration);
  }

  private void start(JsonNode node) throws Exception {
    assertThat(node.path("configurationVersion").asInt()).isEqualTo(annotation(node).version());
    boolean downlink = node.path("type").asText().equals(KafkaDownlinkNode.class.getName());
    start(
        downlink ? new KafkaDownlinkNode(shared) : new KafkaUplinkNode(shared),
        node.path("configuration"));
  }

  /** It starts, and nothing of it is ignored. */
  private void start(TbNode node, JsonNode configuration) throws Exception {
    FakeNode ctx = server.node("documented");
    started.add(ctx.start(node, configuration));
    await().until(() -> shared.background().waiting() == 0);
    assertThat(server.errors()).noneMatch(text -> text.startsWith("warning"));
  }

  private static RuleNode annotation(JsonNode node) throws ClassNotFoundException {
    return Class.forName(node.path("type").asText()).getAnnotation(RuleNode.class);
  }
}

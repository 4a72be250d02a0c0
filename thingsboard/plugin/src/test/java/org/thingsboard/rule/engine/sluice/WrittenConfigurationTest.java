package org.thingsboard.rule.engine.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.RuleNode;
import org.thingsboard.rule.engine.api.TbNode;
import org.thingsboard.rule.engine.api.TbNodeException;
import org.thingsboard.server.common.data.plugin.ComponentClusteringMode;
import org.thingsboard.server.common.data.plugin.ComponentType;
import org.thingsboard.server.common.data.rule.RuleChainType;
import org.thingsboard.server.common.data.util.TbPair;

/** What people write or paste into the editor, read by the real nodes; no broker is there. */
@ExtendWith(LeakCheck.class)
class WrittenConfigurationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PE =
      """
      {"name":"k","type":"KAFKA","enabled":true,"allowCreateDevicesOrAssets":false,
       "configuration":{"clientConfiguration":{"groupId":"g","clientId":"","topics":"a,b",
         "bootstrapServers":"127.0.0.1:1","pollInterval":5000,"autoCreateTopics":false,
         "otherProperties":{}},"metadata":{"site":"x"}}}\
      """;

  private final FakeServer server = new FakeServer();
  private final Shared shared = new Shared(Map.of());
  private final List<TbNode> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(TbNode::destroy);
    await().until(() -> shared.closer().size() == 0);
  }

  @Test
  void theDefaultsStartBothNodes() throws Exception {
    start(
        new KafkaUplinkNode(shared),
        JSON.valueToTree(new KafkaUplinkConfiguration().defaultConfiguration()));
    start(
        new KafkaDownlinkNode(shared),
        JSON.valueToTree(new KafkaDownlinkConfiguration().defaultConfiguration()));
    assertThat(shared.closer().size()).isEqualTo(2);
  }

  @Test
  void theServerReadsAnyConfigurationIntoItsClassAndBack() throws Exception {
    JsonNode any = JSON.readTree("{\"a\":{\"b\":[1,null]},\"c\":\"d\"}");
    KafkaUplinkConfiguration read = JSON.treeToValue(any, KafkaUplinkConfiguration.class);
    assertThat(JSON.<JsonNode>valueToTree(read)).isEqualTo(any);
  }

  @Test
  void aPastedIntegrationOfThingsBoardPeWorksAsItIs() throws Exception {
    start(new KafkaUplinkNode(shared), JSON.readTree(PE));
    start(new KafkaUplinkNode(shared), JSON.readTree(PE).get("configuration"));
    assertThat(shared.closer().size()).isEqualTo(2);
  }

  @Test
  void anUpgradeKeepsTheDelivery() throws Exception {
    ObjectNode old = JSON.readValue(PE, ObjectNode.class).put("delivery", "own-chain");
    TbPair<Boolean, JsonNode> upgraded = new KafkaUplinkNode(shared).upgrade(0, old);
    assertThat(upgraded.getFirst()).isTrue();
    assertThat(upgraded.getSecond().get("delivery").asText()).isEqualTo("own-chain");
    assertThat(upgraded.getSecond().get("topics")).hasSize(2);
    TbPair<Boolean, JsonNode> again = new KafkaUplinkNode(shared).upgrade(1, upgraded.getSecond());
    assertThat(again.getFirst()).isFalse();
    assertThat(again.getSecond()).isSameAs(upgraded.getSecond());
  }

  @Test
  void aMistypedPropertyIsIgnoredAndAMissingOneSaid() throws Exception {
    ObjectNode mistyped = JSON.createObjectNode().put("tpoic", "t").put("topic", "t");
    mistyped.putObject("connection").put("bootstrapServers", "127.0.0.1:1").put("colour", "red");
    start(new KafkaDownlinkNode(shared), mistyped);
    for (TbNode node : List.of(new KafkaDownlinkNode(shared), new KafkaUplinkNode(shared))) {
      assertThatThrownBy(() -> start(node, JSON.createObjectNode()))
          .isInstanceOfSatisfying(
              TbNodeException.class,
              e -> {
                assertThat(e).hasMessageContaining("connection: is missing");
                assertThat(e.isUnrecoverable()).isTrue();
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                      | connection: is missing; topics: is missing
          {"topics":5,"startAt":"soon"}           | connection: ; topics: ; startAt:
          {"topics":["a"],"delivery":"fast"}      | connection: ; delivery: 'fast'
          {"topics":["a"],"delivery":{"strategy":"fast","timeout":"x"}} | delivery.strategy: ; delivery.timeout: ; connection:
          {"topics":["a"],"delivery":7}           | delivery: must be ; connection:
          {"topics":["a"],"decoder":{"type":"x"}} | connection: ; decoder.type:
          """)
  void everyProblemIsNamedAtOnceWithItsOwnPath(String json, String expected) {
    assertThatThrownBy(() -> start(new KafkaUplinkNode(shared), JSON.readTree(json)))
        .isInstanceOf(TbNodeException.class)
        .hasMessageContainingAll(expected.split("\\s*; \\s*"))
        .message()
        .matches(text -> text.lines().count() == expected.split(";").length, "nothing is invented");
  }

  @Test
  void theClusterOfTheServersOwnQueuesIsDeniedUnlessTheOperatorAllowsIt() throws Exception {
    Map<String, String> kafka =
        Map.of("TB_QUEUE_TYPE", "kafka", "TB_KAFKA_SERVERS", "kafka:9092, Other:9093");
    ObjectNode named = JSON.createObjectNode().put("topic", "t");
    named.putObject("connection").put("bootstrapServers", "127.0.0.1:1,other:9093");
    named.putArray("topics").add("t");
    Shared denying = new Shared(kafka);
    for (TbNode node : List.of(new KafkaDownlinkNode(denying), new KafkaUplinkNode(denying))) {
      assertThatThrownBy(() -> server.node("node").start(node, named))
          .isInstanceOf(TbNodeException.class)
          .hasMessageContaining("connection.bootstrapServers: names the Kafka cluster")
          .hasMessageContaining("SLUICE_ALLOW_OWN_CLUSTER");
    }
    await().until(() -> denying.closer().size() == 0);
    Map<String, String> allowed = new HashMap<>(kafka);
    allowed.put("SLUICE_ALLOW_OWN_CLUSTER", "true");
    for (Shared permitting :
        List.of(new Shared(allowed), new Shared(Map.of("TB_KAFKA_SERVERS", "other:9093")))) {
      TbNode node = server.node("node").start(new KafkaDownlinkNode(permitting), named);
      node.destroy();
      await().until(() -> permitting.closer().size() == 0);
    }
  }

  @Test
  void theServersOwnClusterIsDeniedAlsoWhereItHasTheUsualAddress() {
    Shared denying = new Shared(Map.of("TB_QUEUE_TYPE", "kafka"));
    ObjectNode usual = JSON.createObjectNode().put("topic", "t");
    usual.putObject("connection").put("bootstrapServers", "localhost:9092");
    assertThatThrownBy(() -> server.node("node").start(new KafkaDownlinkNode(denying), usual))
        .isInstanceOf(TbNodeException.class)
        .hasMessageContaining("connection.bootstrapServers: names the Kafka cluster");
    await().until(() -> denying.closer().size() == 0);
  }

  @Test
  void theNodesAreDescribedAsTheirPluginsAre() {
    RuleNode downlink = KafkaDownlinkNode.class.getAnnotation(RuleNode.class);
    NodeType node = shared.node("kafka-downlink");
    assertThat(downlink.version()).isEqualTo(node.version());
    assertThat(downlink.relationTypes()).containsAll(node.relations()).contains("Failure");
    RuleNode uplink = KafkaUplinkNode.class.getAnnotation(RuleNode.class);
    IntegrationType integration = shared.integration("kafka-uplink");
    assertThat(uplink.version()).isEqualTo(integration.version());
    assertThat(uplink.inEnabled()).isFalse();
    assertThat(uplink.hasQueueName()).isTrue();
    for (RuleNode described : List.of(uplink, downlink)) {
      assertThat(described.clusteringMode()).isEqualTo(ComponentClusteringMode.USER_PREFERENCE);
      assertThat(described.ruleChainTypes()).containsExactly(RuleChainType.CORE);
      // The colour of a node is that of its type.
      assertThat(described.type()).isEqualTo(ComponentType.EXTERNAL);
      assertThat(icon(described)).startsWith("<svg ").contains("currentColor").endsWith("</svg>");
      assertThat(described.nodeDescription()).isNotBlank();
      assertThat(described.nodeDetails()).contains("<b>Success</b>", "<b>Failure</b>");
    }
  }

  private static String icon(RuleNode described) {
    String kind = "data:image/svg+xml;base64,";
    assertThat(described.iconUrl()).startsWith(kind);
    byte[] icon = Base64.getDecoder().decode(described.iconUrl().substring(kind.length()));
    return new String(icon, StandardCharsets.UTF_8);
  }

  private void start(TbNode node, JsonNode config) throws Exception {
    started.add(server.node("node").start(node, config));
  }
}

package org.sluiceiot.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;
import org.sluiceiot.platform.tenant.Tenant;

class ChainTest {
  @TempDir static Path folder;
  private static TestHost host;
  private static int tenants;
  private Tenant tenant;
  private String base;
  private String device;

  @BeforeAll
  static void start() throws Exception {
    host = TestHost.start(folder);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void newTenant() {
    tenant = host.tenant("tenant " + tenants++);
    base = "/api/tenants/" + tenant.id();
    device =
        host.call("POST", base + "/entities", "{'kind':'device','name':'d'}")
            .body()
            .path("id")
            .asText();
  }

  private static String sink(String id, String config) {
    return "{'id':'%s','type':'fake-sink','name':'%s','config':%s}".formatted(id, id, config);
  }

  private static String connection(String from, String to, String relation) {
    return "{'from':'%s','to':'%s','relation':'%s'}".formatted(from, to, relation);
  }

  private static String chain(String first, String nodes, String connections) {
    return "{'name':'c','version':1,'document':{'firstNode':'%s','nodes':[%s],'connections':[%s]}}"
        .formatted(first, nodes, connections);
  }

  private Answer create(String chain) {
    return host.call("POST", base + "/rule-chains", chain);
  }

  private JsonNode send(String chainId, String data) {
    String body = "{'entity':'%s','data':%s}".formatted(device, data);
    return host.call("POST", base + "/rule-chains/" + chainId + "/messages", body).body();
  }

  private Map<String, Long> counters(String chainId) {
    Map<String, Long> counters = new HashMap<>();
    host.call("GET", base + "/rule-chains/" + chainId, "")
        .body()
        .at("/status/counters")
        .fields()
        .forEachRemaining(entry -> counters.put(entry.getKey(), entry.getValue().asLong()));
    return counters;
  }

  @ParameterizedTest
  @CsvSource({
    "success,success",
    "failure,failure",
    "loop,loop",
    "throw,failure",
    "twice,success",
    "later,success"
  })
  void every_message_has_exactly_one_outcome(String mode, String outcome) {
    Answer made = create(chain("a", sink("a", "{'mode':'" + mode + "'}"), ""));
    assertThat(made.status()).as(made.problems()).isEqualTo(201);
    String id = made.body().path("id").asText();
    for (int i = 0; i < 20; i++) {
      assertThat(send(id, "{'t':1}").path("outcome").asText()).isEqualTo(outcome);
    }
    assertThat(counters(id)).containsEntry("messages", 20L).containsEntry(outcome, 20L);
    if (mode.equals("twice")) {
      JsonNode shown = host.call("GET", base + "/rule-chains/" + id, "").body();
      JsonNode node = shown.path("status").path("nodes").path("a").path("counters");
      assertThat(node.path("node.surplus-outcomes").asLong()).isEqualTo(20);
    }
  }

  @Test
  void an_unhandled_failure_is_counted_and_told_as_an_event() {
    String id = create(chain("a", sink("a", "{'mode':'failure'}"), "")).body().path("id").asText();
    assertThat(send(id, "{'t':1}").path("text").asText()).isEqualTo("as configured");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(host.call("GET", base + "/events?kind=error", "").body().toString())
                    .contains("as configured")
                    .contains("POST_TELEMETRY_REQUEST"));
  }

  @Test
  void a_handled_failure_is_a_success_of_the_message() {
    String nodes = sink("a", "{'mode':'failure'}") + "," + sink("b", "{}");
    String id =
        create(chain("a", nodes, connection("a", "b", "Failure"))).body().path("id").asText();
    assertThat(send(id, "{'t':1}").path("outcome").asText()).isEqualTo("success");
  }

  @Test
  void a_message_over_two_branches_ends_once_with_the_worst_of_them() {
    String nodes =
        sink("a", "{}")
            + ","
            + sink("b", "{'mode':'later'}")
            + ","
            + sink("c", "{'mode':'later'}")
            + ","
            + sink("d", "{'mode':'alternate'}");
    String connections =
        String.join(
            ",",
            connection("a", "b", "Success"),
            connection("a", "c", "Success"),
            connection("b", "d", "Success"),
            connection("c", "d", "Success"));
    String id = create(chain("a", nodes, connections)).body().path("id").asText();
    for (int i = 0; i < 10; i++) {
      assertThat(send(id, "{'t':1}").path("outcome").asText()).isEqualTo("failure");
    }
    assertThat(counters(id)).containsEntry("messages", 10L).containsEntry("failure", 10L);
  }

  @Test
  void only_changed_nodes_start_anew() {
    String nodes = sink("a", "{'tag':'one'}") + "," + sink("b", "{'tag':'two'}");
    String id =
        create(chain("a", nodes, connection("a", "b", "Success"))).body().path("id").asText();
    String changed = sink("a", "{'tag':'one'}") + "," + sink("b", "{'tag':'three'}");
    Answer saved =
        host.call(
            "PUT",
            base + "/rule-chains/" + id,
            chain("a", changed, connection("a", "b", "Success")));
    assertThat(saved.status()).as(saved.problems()).isEqualTo(200);
    assertThat(saved.body().path("version").asInt()).isEqualTo(2);
    Awaitility.await()
        .untilAsserted(
            () -> {
              String events = host.call("GET", base + "/events?kind=lifecycle", "").raw().body();
              assertThat(events.split("init one", -1)).hasSize(2);
              assertThat(events).contains("init two").contains("init three");
            });
    Answer stale = host.call("PUT", base + "/rule-chains/" + id, chain("a", nodes, ""));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.problems()).contains("meanwhile");
  }

  /** A new connection can close a circle through a node that did not change. */
  @Test
  void a_plugins_node_starts_anew_when_messages_can_newly_come_to_it() {
    String nodes = sink("a", "{'tag':'one'}") + "," + sink("b", "{'tag':'two'}");
    String id = create(chain("a", nodes, "")).body().path("id").asText();
    Answer saved =
        host.call(
            "PUT", base + "/rule-chains/" + id, chain("a", nodes, connection("a", "b", "Success")));
    assertThat(saved.status()).as(saved.problems()).isEqualTo(200);
    Awaitility.await()
        .untilAsserted(
            () -> {
              String events = host.call("GET", base + "/events?kind=lifecycle", "").raw().body();
              assertThat(events.split("init one", -1)).hasSize(2);
              assertThat(events.split("init two", -1)).hasSize(3);
            });
  }

  @Test
  void a_refused_or_invalid_change_leaves_the_former_version_running() {
    String id = create(chain("a", sink("a", "{'tag':'old'}"), "")).body().path("id").asText();
    String path = base + "/rule-chains/" + id;
    Answer refused = host.call("PUT", path, chain("a", sink("a", "{'mode':'refused'}"), ""));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problems()).contains("data would circle").contains("document.nodes[0]");
    Answer invalid = host.call("PUT", path, chain("a", sink("a", "{'mode':'invalid'}"), ""));
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.problems()).contains("document.nodes[0].config.mode");
    assertThat(send(id, "{'t':1}").path("outcome").asText()).isEqualTo("success");
    assertThat(host.call("GET", path, "").body().path("version").asInt()).isEqualTo(1);
    Answer fresh = create(chain("a", sink("a", "{'mode':'refused'}"), "").replace("'c'", "'x'"));
    assertThat(fresh.status()).isEqualTo(409);
    assertThat(host.call("GET", base + "/rule-chains", "").body()).hasSize(2);
  }

  @Test
  void all_problems_of_a_document_are_told_at_once() {
    String nodes =
        "{'id':'a','type':'script-filter','name':'f','config':{'script':'','timeLimit':'5m'}},"
            + "{'id':'b','type':'nothing','name':'n'},"
            + sink("c", "{'mood':1}");
    Answer answer =
        host.call(
            "POST",
            base + "/rule-chains/validate",
            chain("a", nodes, connection("a", "c", "Maybe")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.problems())
        .contains("document.nodes[0].config.script")
        .contains("document.nodes[0].config.timeLimit")
        .contains("document.nodes[1]")
        .contains("document.nodes[2].config.mood")
        .contains("document.connections[0].relation");
  }

  @Test
  void a_circle_of_connections_is_refused() {
    String nodes = sink("a", "{}") + "," + sink("b", "{}");
    String circle = connection("a", "b", "Success") + "," + connection("b", "a", "Success");
    Answer answer = create(chain("a", nodes, circle));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problems()).contains("back to itself");
  }

  @Test
  void a_stock_thingsboard_chain_is_mapped() {
    String export =
        """
        {"ruleChain":{"name":"Root"},"metadata":{"firstNodeIndex":0,"nodes":[
         {"type":"org.thingsboard.rule.engine.filter.TbMsgTypeSwitchNode","name":"switch",
          "additionalInfo":{"layoutX":347,"layoutY":149},"configuration":{"version":0}},
         {"type":"org.thingsboard.rule.engine.telemetry.TbMsgTimeseriesNode","name":"save",
          "configuration":{"defaultTTL":0}},
         {"type":"org.thingsboard.rule.engine.mail.TbSendEmailNode","name":"mail"}],
         "connections":[{"fromIndex":0,"toIndex":1,"type":"Post telemetry"},
          {"fromIndex":1,"toIndex":2,"type":"Success"}]}}
        """;
    Answer mapped = host.call("POST", base + "/rule-chains/convert", export);
    assertThat(mapped.status()).isEqualTo(200);
    assertThat(mapped.body().path("document").path("nodes")).hasSize(2);
    assertThat(mapped.body().path("document").path("connections")).hasSize(1);
    assertThat(mapped.problems()).contains("TbSendEmailNode");
    String chain = "{\"name\":\"imported\",\"document\":" + mapped.body().path("document") + "}";
    assertThat(create(chain).status()).isEqualTo(201);
  }
}

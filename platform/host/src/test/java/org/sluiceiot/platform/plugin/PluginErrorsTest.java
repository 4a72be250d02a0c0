package org.sluiceiot.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.tenant.Tenant;

/** A plugin that throws errors harms itself alone: the host and everybody else go on. */
class PluginErrorsTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir static Path folder;
  private static TestHost host;
  private static int tenants;
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
    Tenant tenant = host.tenant("tenant " + tenants++);
    base = "/api/tenants/" + tenant.id();
    device =
        host.call("POST", base + "/entities", "{'kind':'device','name':'d'}")
            .body()
            .path("id")
            .asText();
  }

  /** The host serves everybody: two entity threads and the database's writer are alive. */
  @AfterEach
  void othersGoOn() {
    Tenant other = host.tenant("tenant " + tenants++);
    String their = "/api/tenants/" + other.id();
    String id =
        host.call(
                "POST",
                their + "/integrations",
                "{'name':'i','type':'fake-source','enabled':true,'config':{}}")
            .body()
            .path("id")
            .asText();
    for (int i = 0; i < 8; i++) {
      String outcome =
          host.call(
                  "POST",
                  their + "/integrations/" + id + "/commands/deliver",
                  "{'device':'d%d','ts':1,'values':{'t':1}}".formatted(i))
              .body()
              .path("outcome")
              .asText();
      assertThat(outcome).isEqualTo("safe");
    }
  }

  private Answer chain(String config) {
    return host.call(
        "POST",
        base + "/rule-chains",
        "{'name':'c','version':1,'document':{'firstNode':'a','nodes':[{'id':'a',"
            + "'type':'fake-sink','name':'a','config':"
            + config
            + "}],'connections':[]}}");
  }

  private String send(String chain) {
    return host.call(
            "POST",
            base + "/rule-chains/" + chain + "/messages",
            "{'entity':'" + device + "','data':{'t':1}}")
        .body()
        .path("outcome")
        .asText();
  }

  private JsonNode node(String chain) {
    return host.call("GET", base + "/rule-chains/" + chain, "").body().at("/status/nodes/a");
  }

  private JsonNode counters(String chain) {
    return host.call("GET", base + "/rule-chains/" + chain, "").body().at("/status/counters");
  }

  private Answer integration(String config) {
    return host.call(
        "POST",
        base + "/integrations",
        "{'name':'i','type':'fake-source','enabled':true,'config':" + config + "}");
  }

  private String alarms() {
    return host.call("GET", base + "/events?kind=alarm", "").raw().body();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OUT_OF_MEMORY", "LINKAGE", "ASSERTION"})
  void a_node_that_throws_an_error_at_a_message_fails_and_starts_again(String error) {
    Answer made = chain("{'in':'onMessage','error':'" + error + "','times':3}");
    assertThat(made.status()).as(made.problems()).isEqualTo(201);
    String id = made.body().path("id").asText();
    for (int i = 0; i < 3; i++) {
      assertThat(send(id)).isEqualTo("failure");
      await()
          .atMost(LONG)
          .until(() -> node(id).path("state").asText().equals("running") || failed(id));
    }
    await().atMost(LONG).until(() -> send(id).equals("success"));
    assertThat(node(id).path("state").asText()).isEqualTo("running");
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(alarms()).contains("'incident':'failed'".replace('\'', '"')));
    JsonNode counters = counters(id);
    assertThat(counters.path("messages").asLong())
        .isPositive()
        .isEqualTo(counters.path("success").asLong() + counters.path("failure").asLong());
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(host.call("GET", base + "/events?kind=lifecycle", "").raw().body())
                    .contains("works again"));
  }

  private boolean failed(String chain) {
    return node(chain).path("state").asText().equals("failed");
  }

  @Test
  void a_node_that_fails_for_good_says_so_with_its_reason_and_its_messages_fail() {
    String id = chain("{'in':'onMessage','error':'LINKAGE'}").body().path("id").asText();
    assertThat(send(id)).isEqualTo("failure");
    await().atMost(LONG).until(() -> failed(id));
    assertThat(node(id).path("reason").asText()).contains("NoClassDefFoundError", "started again");
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(send(id)).isEqualTo("failure");
              assertThat(node(id).path("reason").asText()).contains("again in 8 s");
            });
    JsonNode counters = counters(id);
    assertThat(counters.path("messages").asLong())
        .isPositive()
        .isEqualTo(counters.path("failure").asLong());
  }

  @Test
  void a_message_that_leads_too_deep_is_its_own_failure_and_stops_nobody() {
    String id =
        chain("{'in':'onMessage','error':'STACK_OVERFLOW','times':2}").body().path("id").asText();
    assertThat(send(id)).isEqualTo("failure");
    assertThat(send(id)).isEqualTo("failure");
    assertThat(send(id)).isEqualTo("success");
    assertThat(node(id).path("state").asText()).isEqualTo("running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OUT_OF_MEMORY", "STACK_OVERFLOW", "LINKAGE", "ASSERTION", "RUNTIME"})
  void a_node_that_throws_elsewhere_is_told_of_and_can_be_replaced(String error) {
    Answer refused = chain("{'in':'init','error':'" + error + "'}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problems()).contains("document.nodes[0]", "plugin 'fake' failed");
    Answer made = chain("{'in':'destroy,gauge,check','error':'" + error + "'}");
    assertThat(made.status()).as(made.problems()).isEqualTo(201);
    String id = made.body().path("id").asText();
    assertThat(node(id).path("state").asText()).isEqualTo("running");
    Answer checked =
        host.call(
            "POST",
            base + "/nodes/check",
            "{'type':'fake-sink','config':{'in':'check','error':'" + error + "'}}");
    assertThat(checked.status()).isEqualTo(500);
    assertThat(checked.problems()).contains("plugin 'fake' failed");
    assertThat(send(id)).isEqualTo("success");
    Answer saved =
        host.call(
            "PUT",
            base + "/rule-chains/" + id,
            "{'name':'c','version':1,'document':{'firstNode':'a','nodes':[{'id':'a',"
                + "'type':'fake-sink','name':'a','config':{}}],'connections':[]}}");
    assertThat(saved.status()).as(saved.problems()).isEqualTo(200);
    assertThat(send(id)).isEqualTo("success");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OUT_OF_MEMORY", "STACK_OVERFLOW", "LINKAGE", "ASSERTION", "RUNTIME"})
  void an_integration_that_throws_is_told_of_and_can_be_replaced(String error) {
    Answer refused = integration("{'in':'start','error':'" + error + "'}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problems()).contains("plugin 'fake' failed");
    String id = host.call("GET", base + "/integrations", "").body().get(0).path("id").asText();
    String path = base + "/integrations/" + id;
    String config = "{'in':'stop,gauge,command,check,dryRun','error':'" + error + "'}";
    Answer saved =
        host.call(
            "PUT",
            path,
            "{'name':'i','type':'fake-source','enabled':true,'config':" + config + "}");
    assertThat(saved.status()).as(saved.problems()).isEqualTo(200);
    for (String each : new String[] {"/check", "/dry-run"}) {
      Answer tried =
          host.call(
              "POST",
              base + "/integrations" + each,
              "{'type':'fake-source','config':"
                  + config
                  + ",'input':{}}".replace(each.equals("/check") ? ",'input':{}" : "~", ""));
      assertThat(tried.status()).as(each + tried.problems()).isEqualTo(500);
      assertThat(tried.problems()).contains("plugin 'fake' failed");
    }
    assertThat(host.call("POST", path + "/commands/settings", "{}").status()).isEqualTo(500);
    assertThat(host.call("GET", path, "").body().at("/status/state").asText()).isEqualTo("running");
    assertThat(host.call("GET", base + "/counters", "").status()).isEqualTo(200);
    Answer fine =
        host.call("PUT", path, "{'name':'i','type':'fake-source','enabled':true,'config':{}}");
    assertThat(fine.status()).as(fine.problems()).isEqualTo(200);
    assertThat(fine.body().at("/status/state").asText()).isEqualTo("running");
    assertThat(host.call("DELETE", path, "").status()).isEqualTo(204);
  }

  @Test
  void what_fails_when_the_host_starts_is_failed_and_starts_again_by_itself() throws Exception {
    Path own = folder.resolve("restart");
    String path;
    String chain;
    try (TestHost first = TestHost.start(own)) {
      String tenant = "/api/tenants/" + first.tenant("t").id();
      path = tenant + "/integrations/";
      path +=
          first
              .call(
                  "POST",
                  tenant + "/integrations",
                  "{'name':'i','type':'fake-source','enabled':true,'config':{}}")
              .body()
              .path("id")
              .asText();
      chain = tenant + "/rule-chains/";
      chain +=
          first
              .call(
                  "POST",
                  tenant + "/rule-chains",
                  "{'name':'c','document':{'firstNode':'a','nodes':[{'id':'a',"
                      + "'type':'fake-sink','name':'a','config':{}}],'connections':[]}}")
              .body()
              .path("id")
              .asText();
    }
    String errors = "nodeFactory:OUT_OF_MEMORY,integrationFactory:LINKAGE,flows:ASSERTION";
    System.setProperty("sluice.fake.errors", errors);
    try (TestHost again = TestHost.start(own)) {
      JsonNode integration = again.call("GET", path, "").body().path("status");
      assertThat(integration.path("state").asText()).isEqualTo("failed");
      assertThat(integration.path("reason").asText()).contains("plugin 'fake' failed");
      JsonNode node = again.call("GET", chain, "").body().at("/status/nodes/a");
      assertThat(node.path("state").asText()).isEqualTo("failed");
      assertThat(again.call("GET", "/api/loops", "").status()).isEqualTo(200);
      System.clearProperty("sluice.fake.errors");
      String i = path;
      String c = chain;
      await()
          .atMost(LONG)
          .until(
              () -> again.call("GET", i, "").body().at("/status/state").asText().equals("running"));
      await()
          .atMost(LONG)
          .until(
              () ->
                  again
                      .call("GET", c, "")
                      .body()
                      .at("/status/nodes/a/state")
                      .asText()
                      .equals("running"));
    } finally {
      System.clearProperty("sluice.fake.errors");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nodes", "integrations", "settings"})
  void a_plugin_that_cannot_say_what_it_has_does_not_keep_the_host_from_starting(String method)
      throws Exception {
    Path own = folder.resolve("without-" + method);
    PlatformOptions options = PlatformOptions.embedded(own.resolve("data"), TestHost.plugins(own));
    System.setProperty("sluice.fake.errors", method + ":LINKAGE");
    try (TestHost without = TestHost.start(options)) {
      System.clearProperty("sluice.fake.errors");
      Tenant tenant = without.platform().createTenant("t");
      assertThat(without.call("GET", "/api/plugins", "").body()).isEmpty();
      assertThat(without.call("GET", "/api/tenants/" + tenant.id() + "/node-types", "").status())
          .isEqualTo(200);
    } finally {
      System.clearProperty("sluice.fake.errors");
    }
  }
}

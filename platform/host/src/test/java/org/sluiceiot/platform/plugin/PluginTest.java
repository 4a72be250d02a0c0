package org.sluiceiot.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.chain.ChainRuntime;
import org.sluiceiot.platform.telemetry.TelemetryReader;
import org.sluiceiot.platform.tenant.Tenant;

/** A plugin in its own class loader, and what tenants may do with it. */
class PluginTest {
  @TempDir Path folder;
  private TestHost host;
  private Tenant tenant;
  private String base;

  @BeforeEach
  void start() throws Exception {
    host = TestHost.start(folder);
    tenant = host.tenant("t");
    base = "/api/tenants/" + tenant.id();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private Answer create(String name, boolean enabled, String config) {
    return host.call(
        "POST",
        base + "/integrations",
        "{'name':'%s','type':'fake-source','enabled':%s,'config':%s}"
            .formatted(name, enabled, config));
  }

  private Answer command(String id, String name, String arguments) {
    return host.call("POST", base + "/integrations/" + id + "/commands/" + name, arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "org.sluiceiot.api.node.RuleNode,true",
    "org.slf4j.Logger,true",
    "com.fasterxml.jackson.databind.JsonNode,true",
    "java.sql.Connection,true",
    "org.sluiceiot.platform.host.Platform,false",
    "io.javalin.Javalin,false",
    "org.h2.Driver,false",
    "org.apache.kafka.clients.producer.KafkaProducer,false",
    "org.mozilla.javascript.Context,false"
  })
  void a_plugin_sees_the_contracts_and_nothing_else_of_the_host(String type, boolean visible) {
    String id = create("i", true, "{}").body().path("id").asText();
    var answer = command(id, "loader", "{'class':'" + type + "'}").body();
    assertThat(answer.path("visible").asBoolean()).isEqualTo(visible);
  }

  @Test
  void a_tenant_without_the_plugin_is_told_so_in_words() {
    Tenant other = host.platform().createTenant("without");
    String path = "/api/tenants/" + other.id();
    Answer integration =
        host.call("POST", path + "/integrations", "{'name':'i','type':'fake-source','config':{}}");
    assertThat(integration.status()).isEqualTo(400);
    assertThat(integration.problems()).contains("plugin 'fake', which is not enabled for this");
    Answer chain =
        host.call(
            "POST",
            path + "/rule-chains",
            "{'name':'c','document':{'firstNode':'a','nodes':[{'id':'a','type':'fake-sink',"
                + "'name':'s'}]}}");
    assertThat(chain.status()).isEqualTo(400);
    assertThat(chain.problems()).contains("which is not enabled for this tenant");
    assertThat(host.call("GET", path + "/node-types", "").raw().body())
        .contains("save-telemetry")
        .doesNotContain("fake-sink");
    assertThat(host.call("GET", path + "/integration-types", "").body()).isEmpty();
  }

  @Test
  void a_plugin_that_is_taken_away_stops_and_comes_back() {
    String id = create("i", true, "{}").body().path("id").asText();
    String path = base + "/integrations/" + id;
    host.call("PUT", base + "/plugins/fake", "{'enabled':false}");
    var status = host.call("GET", path, "").body().path("status");
    assertThat(status.path("state").asText()).isEqualTo("refused");
    assertThat(status.path("reason").asText()).contains("not enabled");
    assertThat(command(id, "password", "{}").status()).isEqualTo(409);
    host.call("PUT", base + "/plugins/fake", "{'enabled':true}");
    assertThat(host.call("GET", path, "").body().path("status").path("state").asText())
        .isEqualTo("running");
  }

  @Test
  void an_integration_that_the_guard_refuses_stays_disabled() {
    Answer refused = create("i", true, "{'refuse':'data would circle: a, b, topic t'}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problems()).contains("data would circle: a, b, topic t");
    var stored = host.call("GET", base + "/integrations", "").body().get(0);
    assertThat(stored.path("enabled").asBoolean()).isFalse();
    String enable = base + "/integrations/" + stored.path("id").asText() + "/enable";
    assertThat(host.call("POST", enable, "").status()).isEqualTo(409);
  }

  @Test
  void reachability_follows_the_connections_of_the_integrations_own_chain() {
    String document =
        "{'firstNode':'a','nodes':[{'id':'a','type':'fake-sink','name':'a'},"
            + "{'id':'b','type':'fake-sink','name':'b'},"
            + "{'id':'c','type':'fake-sink','name':'c'}],"
            + "'connections':[{'from':'a','to':'b','relation':'Success'}]}";
    String chain =
        host.call("POST", base + "/rule-chains", "{'name':'c','document':" + document + "}")
            .body()
            .path("id")
            .asText();
    var id = java.util.UUID.fromString(chain);
    for (String node : new String[] {"a", "b", "c"}) {
      String body =
          "{'name':'to %s','type':'fake-source','enabled':true,'ruleChain':'%s',"
              + "'config':{'reaches':'%s'}}";
      String owner = ChainRuntime.ownerId(id, node);
      int inChain =
          host.call("POST", base + "/integrations", body.formatted(node, chain, owner)).status();
      assertThat(inChain).as(node).isEqualTo(node.equals("c") ? 201 : 409);
      Answer byRoot = create("root " + node, true, "{'reaches':'" + owner + "'}");
      assertThat(byRoot.status()).isEqualTo(201);
    }
  }

  @Test
  void secrets_are_encrypted_at_rest_and_never_shown() throws Exception {
    Answer made = create("i", true, "{'password':'hunter-22'}");
    String id = made.body().path("id").asText();
    assertThat(made.raw().body()).contains("********").doesNotContain("hunter-22");
    String path = base + "/integrations/" + id;
    String again = "{'name':'i2','type':'fake-source','enabled':true,'config':";
    host.call("PUT", path, again + "{'password':'********'}}");
    assertThat(command(id, "password", "{}").body().path("password").asText())
        .isEqualTo("hunter-22");
    String trial =
        "{'id':'%s','type':'fake-source','config':{'password':'********'}}".formatted(id);
    assertThat(host.call("POST", base + "/integrations/check", trial).raw().body())
        .contains("length 9");
    String stored =
        host.platform()
            .database()
            .jdbi()
            .withHandle(h -> h.select("SELECT config FROM integration").mapTo(String.class).one());
    assertThat(stored).contains("encrypted:").doesNotContain("hunter-22");
    assertThat(Files.getPosixFilePermissions(folder.resolve("data/secret.key"))).hasSize(2);
  }

  @Test
  void stored_things_run_again_after_a_restart() throws Exception {
    String id = create("i", true, "{'password':'p'}").body().path("id").asText();
    command(id, "deliver", "{'device':'d','ts':1,'values':{'t':1}}");
    host.close();
    host = TestHost.start(folder);
    assertThat(command(id, "password", "{}").body().path("password").asText()).isEqualTo("p");
    assertThat(command(id, "deliver", "{'device':'d','ts':2,'values':{'t':2}}").body().toString())
        .contains("safe");
    assertThat(new TelemetryReader(host.platform().database()).points(tenant.id())).isEqualTo(2);
  }

  @Test
  void the_operators_settings_reach_the_plugin() {
    String id = create("i", true, "{}").body().path("id").asText();
    assertThat(host.call("PUT", "/api/plugins/fake/settings", "{'limit':'x'}").status())
        .isEqualTo(400);
    Answer saved = host.call("PUT", "/api/plugins/fake/settings", "{'limit':9,'key':'secret-key'}");
    assertThat(saved.raw().body()).contains("********").doesNotContain("secret-key");
    assertThat(command(id, "settings", "{}").raw().body()).contains("9").contains("secret-key");
  }

  @Test
  void live_events_show_counters_and_telemetry() throws Exception {
    String id = create("i", true, "{}").body().path("id").asText();
    command(id, "deliver", "{'device':'d','ts':1,'values':{'t':1}}");
    String device =
        host.call("GET", base + "/entities", "").body().path("items").get(0).path("id").asText();
    String viewer = host.account("viewer", Role.VIEWER, tenant);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(host.url() + base + "/live?entity=" + device))
            .header("Authorization", "Bearer " + viewer)
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<java.util.stream.Stream<String>> stream =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    try (var lines = stream.body()) {
      StringBuilder seen = new StringBuilder();
      var all = lines.iterator();
      while (all.hasNext() && !seen.toString().contains("\"value\":42")) {
        String line = all.next();
        if (line.contains("event: counters")) {
          command(id, "deliver", "{'device':'d','ts':2,'values':{'t':42}}");
        }
        seen.append(line).append('\n');
      }
      assertThat(seen.toString())
          .contains("event: telemetry")
          .contains(device)
          .contains("\"totals\"")
          .contains("\"saved\":");
    }
  }
}

package org.sluiceiot.platform.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;
import org.sluiceiot.platform.tenant.Tenant;

/** What is refused changes nothing: what ran before runs on, stored as it was. */
class RefusedSaveTest {
  @TempDir Path folder;
  private TestHost host;
  private Tenant tenant;
  private String base;
  private String path;

  @BeforeEach
  void start() throws Exception {
    host = TestHost.start(folder);
    tenant = host.tenant("t");
    base = "/api/tenants/" + tenant.id();
    Answer made = host.call("POST", base + "/integrations", input("i", "{'password':'first'}"));
    assertThat(made.status()).as(made.problems()).isEqualTo(201);
    path = base + "/integrations/" + made.body().path("id").asText();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private static String input(String name, String config) {
    return "{'name':'%s','type':'fake-source','enabled':true,'config':%s}".formatted(name, config);
  }

  private void runsAsItWas() {
    JsonNode now = host.call("GET", path, "").body();
    assertThat(now.path("enabled").asBoolean()).isTrue();
    assertThat(now.path("name").asText()).isEqualTo("i");
    assertThat(now.at("/status/state").asText()).isEqualTo("running");
    Answer password = host.call("POST", path + "/commands/password", "{}");
    assertThat(password.body().path("password").asText()).isEqualTo("first");
    String data = "{'device':'d','ts':1,'values':{'t':1}}";
    assertThat(host.call("POST", path + "/commands/deliver", data).body().path("outcome").asText())
        .isEqualTo("safe");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'refuse':'data would circle: a, b','password':'second'}|409",
        "{'unknown':1}|400",
        "{'error':'RUNTIME','in':'start','password':'second'}|409",
        "{'error':'OUT_OF_MEMORY','in':'start','password':'second'}|409"
      })
  void a_refused_configuration_leaves_the_integration_as_it_was(String config, int status) {
    assertThat(host.call("PUT", path, input("other", config)).status()).isEqualTo(status);
    runsAsItWas();
  }

  @Test
  void a_name_that_is_taken_leaves_the_integration_as_it_was() {
    host.call("POST", base + "/integrations", input("taken", "{}"));
    assertThat(host.call("PUT", path, input("taken", "{'password':'second'}")).status())
        .isEqualTo(409);
    runsAsItWas();
  }

  @Test
  void what_the_database_does_not_store_does_not_run() {
    host.platform()
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "ALTER TABLE integration ADD CONSTRAINT short CHECK (LENGTH(name) < 5)"));
    Answer refused = host.call("PUT", path, input("too long", "{'password':'second'}"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problems()).doesNotContain("CHECK");
    runsAsItWas();
  }

  @Test
  void a_stopped_integration_stays_stopped_when_a_change_is_refused() {
    host.call("POST", path + "/disable", "");
    String refused = "{'refuse':'data would circle: a, b'}";
    assertThat(host.call("PUT", path, input("other", refused)).status()).isEqualTo(409);
    JsonNode now = host.call("GET", path, "").body();
    assertThat(now.path("enabled").asBoolean()).isFalse();
    assertThat(now.path("name").asText()).isEqualTo("i");
    assertThat(now.at("/status/state").asText()).isEqualTo("stopped");
    assertThat(host.call("POST", path + "/enable", "").status()).isEqualTo(200);
    runsAsItWas();
  }

  @Test
  void a_chain_that_the_database_does_not_store_does_not_run() {
    String nodes =
        "{'id':'a','type':'fake-sink','name':'a','config':{'mode':'%s'}}],'connections':[]}}";
    String chain = "{'name':'c','version':1,'document':{'firstNode':'a','nodes':[" + nodes;
    Answer made = host.call("POST", base + "/rule-chains", chain.formatted("success"));
    String id = made.body().path("id").asText();
    host.platform()
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("ALTER TABLE rule_chain ADD CONSTRAINT first CHECK (version < 2)"));
    Answer refused = host.call("PUT", base + "/rule-chains/" + id, chain.formatted("failure"));
    assertThat(refused.status()).isEqualTo(400);
    String device =
        host.call("POST", base + "/entities", "{'kind':'device','name':'d'}")
            .body()
            .path("id")
            .asText();
    Answer sent =
        host.call(
            "POST",
            base + "/rule-chains/" + id + "/messages",
            "{'entity':'" + device + "','data':{'t':1}}");
    assertThat(sent.body().path("outcome").asText()).isEqualTo("success");
    assertThat(
            host.call("GET", base + "/rule-chains/" + id, "")
                .body()
                .at("/document/nodes/0/config/mode")
                .asText())
        .isEqualTo("success");
  }

  @Test
  void refused_settings_of_a_plugin_change_nothing() {
    host.call("PUT", "/api/plugins/fake/settings", "{'limit':9,'key':'k'}");
    assertThat(host.call("PUT", "/api/plugins/fake/settings", "{'limit':'x'}").status())
        .isEqualTo(400);
    Answer now = host.call("POST", path + "/commands/settings", "{}");
    assertThat(now.raw().body()).contains("9").contains("k");
  }

  @Test
  void enabling_what_is_enabled_already_interrupts_nobody() {
    String started = host.call("GET", base + "/events?kind=lifecycle", "").raw().body();
    host.call("PUT", base + "/plugins/fake", "{'enabled':true}");
    assertThat(host.call("GET", base + "/events?kind=lifecycle", "").raw().body())
        .isEqualTo(started);
    runsAsItWas();
  }
}

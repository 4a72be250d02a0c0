package org.sluiceiot.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;
import org.sluiceiot.platform.chain.ChainStore;
import org.sluiceiot.platform.chain.StoredChain;
import org.sluiceiot.platform.tenant.Tenant;

/** What only a plugin's description forbids is forbidden, when it is saved and when it starts. */
class DescriptionTest {
  private static final String TOO_LONG = "x".repeat(60);
  private static final String CHAIN =
      "{'firstNode':'a','nodes':[{'id':'a','type':'fake-sink','name':'s','version':1,"
          + "'config':{'mode':'SUCCESS','tag':'%s'}}],'connections':[]}";

  @TempDir Path folder;

  @Test
  void at_save_it_is_a_problem_of_its_field() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      Tenant tenant = host.tenant("t");
      Answer refused = save(host, tenant, TOO_LONG);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body().at("/problems/0/path").asText())
          .isEqualTo("document.nodes[0].config.tag");
      assertThat(save(host, tenant, "short").status()).isEqualTo(201);
    }
  }

  @Test
  void at_start_the_node_is_refused_and_says_why() throws Exception {
    UUID id = UUID.randomUUID();
    Tenant tenant;
    try (TestHost host = TestHost.start(folder)) {
      tenant = host.tenant("t");
      new ChainStore(host.platform().database())
          .insert(
              new StoredChain(
                  id, tenant.id(), "old", false, 1, CHAIN.formatted(TOO_LONG).replace('\'', '"')));
    }
    try (TestHost host = TestHost.start(folder)) {
      var status =
          host.call("GET", "/api/tenants/" + tenant.id() + "/rule-chains/" + id, "")
              .body()
              .at("/status/nodes/a");
      assertThat(status.path("state").asText()).isEqualTo("refused");
      assertThat(status.path("reason").asText()).contains("tag");
    }
  }

  private static Answer save(TestHost host, Tenant tenant, String tag) {
    return host.call(
        "POST",
        "/api/tenants/" + tenant.id() + "/rule-chains",
        "{'name':'c','document':" + CHAIN.formatted(tag) + "}");
  }
}

package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.tenant.Tenant;

/** What new accounts are refused for. */
class AccountsTest {
  @TempDir Path folder;

  private static Answer create(TestHost host, String name, String password, Tenant in, String by) {
    String given = password == null ? "" : ",'password':'" + password + "'";
    String body = "{'name':'%s','role':'viewer','tenant':'%s'%s}".formatted(name, in.id(), given);
    return host.call("POST", "/api/users", body, by);
  }

  @Test
  void passwords_that_everybody_guesses_are_refused_wherever_one_is_set() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      Tenant mine = host.tenant("mine");
      String admin = host.account("my-admin", Role.TENANT_ADMIN, mine);
      for (String common :
          List.of(
              "1234567890",
              "password123",
              "Passw0rd123",
              "qwertyuiop",
              "aaaaaaaaaaaaaaaaaaaa",
              "margarethe-somebody",
              "iloveyou12",
              "abcdefghij")) {
        String name = "margarethe-somebody";
        Answer answer = create(host, name, common, mine, admin);
        assertThat(answer.status()).as(common).isEqualTo(400);
        assertThat(answer.problems())
            .as(common)
            .contains("\"path\":\"password\"", "guessed first", "several words");
      }
      Answer made = create(host, "anna", "violet anchor sings", mine, admin);
      assertThat(made.status()).isEqualTo(201);
      String path = "/api/users/" + made.body().path("id").asText();
      assertThat(host.call("PUT", path, "{'password':'password123'}", admin).problems())
          .contains("guessed first");
      String own = "{'old':'a good password','new':'password123'}";
      assertThat(host.call("PUT", "/api/me/password", own, admin).problems())
          .contains("\"path\":\"new\"", "guessed first");
      String generated = create(host, "berta", null, mine, admin).body().path("password").asText();
      assertThat(create(host, "clara", generated, mine, admin).status()).isEqualTo(201);
    }
  }

  /** Names are unique in the host, so being told of a taken one tells of others: not for long. */
  @Test
  void a_tenant_cannot_search_the_host_for_names_of_accounts() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      Tenant mine = host.tenant("mine");
      Tenant other = host.tenant("other");
      String admin = host.account("my-admin", Role.TENANT_ADMIN, mine);
      String another = host.account("my-other-admin", Role.TENANT_ADMIN, mine);
      for (int i = 0; i < 20; i++) {
        host.accounts().create("theirs-" + i, Role.VIEWER, other.id(), "violet anchor sings");
      }
      int told = 0;
      for (int i = 0; i < 20; i++) {
        Answer answer = create(host, "theirs-" + i, null, mine, i % 2 == 0 ? admin : another);
        told += answer.status() == 409 ? 1 : 0;
      }
      assertThat(told).as("names told").isEqualTo(5);
      // What is free is no longer told either, or the difference would tell.
      Answer free = create(host, "nobody-has-this", null, mine, admin);
      assertThat(free.status()).isEqualTo(429);
      assertThat(free.problems()).contains("\"path\":\"name\"", "ask the operator");
      assertThat(create(host, "nobody-has-this", null, mine, host.login("admin")).status())
          .isEqualTo(201);
    }
  }

  /** 2,000 keys, telemetry and attributes, of the only entity. */
  private static void writeManyKeys(TestHost host) {
    String each = " SELECT e.no, k.no FROM entity e CROSS JOIN data_key k";
    host.platform()
        .database()
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "INSERT INTO data_key (name) SELECT 'k' || LPAD(CAST(x AS VARCHAR), 5, '0')"
                      + " FROM SYSTEM_RANGE(1, 2000)");
              handle.execute("INSERT INTO entity_key (entity_no, key_no)" + each);
              for (String table : List.of("telemetry", "attribute")) {
                handle.execute(
                    "INSERT INTO %s (entity_no, key_no, ts, l)".formatted(table)
                        + each.replace("k.no FROM", "k.no, 1, 1 FROM"));
              }
            });
  }

  @Test
  void very_many_keys_are_answered_in_pages() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      Tenant mine = host.tenant("mine");
      String base = "/api/tenants/" + mine.id() + "/entities";
      Answer made = host.call("POST", base, "{'kind':'device','name':'d'}");
      String at = base + "/" + made.body().path("id").asText();
      writeManyKeys(host);
      for (String what : List.of("/latest", "/attributes")) {
        assertThat(host.call("GET", at + what, "").body()).as(what).hasSize(1_000);
        Answer page = host.call("GET", at + what + "?limit=3&after=k00001", "");
        assertThat(page.body().findValuesAsText("key"))
            .as(what)
            .containsExactly("k00002", "k00003", "k00004");
        assertThat(host.call("GET", at + what + "?search=K0012", "").body()).as(what).hasSize(10);
        assertThat(host.call("GET", at + what + "?limit=2000", "").body()).as(what).hasSize(2_000);
      }
    }
  }
}

package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.auth.Role;

class LoginTest {
  @TempDir Path folder;

  private static int login(TestHost host, String name, String password) {
    String body = "{'name':'%s','password':'%s'}".formatted(name, password);
    return host.call("POST", "/api/login", body, "").status();
  }

  @Test
  void tries_are_limited_whether_or_not_the_account_exists() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      host.account("somebody", Role.OPERATOR, null);
      for (int i = 0; i < 9; i++) {
        assertThat(login(host, "somebody", "wrong password")).isEqualTo(401);
      }
      assertThat(login(host, "somebody", "a good password")).isEqualTo(429);
      for (int i = 0; i < 10; i++) {
        assertThat(login(host, "nobody", "wrong password")).isEqualTo(401);
      }
      assertThat(login(host, "nobody", "wrong password")).isEqualTo(429);
      assertThat(login(host, "admin", "a good password")).isEqualTo(200);
    }
  }

  @Test
  void tokens_and_passwords_are_stored_hashed_and_end_when_told() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      String token = host.account("somebody", Role.OPERATOR, null);
      assertThat(host.call("GET", "/api/me", "", token).status()).isEqualTo(200);
      String stored =
          host.platform()
              .database()
              .jdbi()
              .withHandle(
                  handle ->
                      handle.select("SELECT hash FROM login_token").mapTo(String.class).list()
                          + handle
                              .select("SELECT password_hash FROM account")
                              .mapTo(String.class)
                              .list()
                              .toString());
      assertThat(stored).doesNotContain(token).doesNotContain("a good password").contains("$2a$");
      host.call("POST", "/api/logout", "", token);
      assertThat(host.call("GET", "/api/me", "", token).status()).isEqualTo(401);
    }
  }

  @Test
  void an_expired_token_is_worth_nothing() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      String token = host.account("somebody", Role.OPERATOR, null);
      host.platform()
          .database()
          .jdbi()
          .useHandle(handle -> handle.execute("UPDATE login_token SET expires = 1"));
      assertThat(host.call("GET", "/api/me", "", token).status()).isEqualTo(401);
    }
  }

  @Test
  void a_changed_password_ends_the_other_sessions() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      String token = host.account("somebody", Role.OPERATOR, null);
      String wrong = "{'old':'not this one','new':'another password'}";
      assertThat(host.call("PUT", "/api/me/password", wrong, token).status()).isEqualTo(400);
      String brief = "{'old':'a good password','new':'short'}";
      assertThat(host.call("PUT", "/api/me/password", brief, token).status()).isEqualTo(400);
      String right = "{'old':'a good password','new':'another password'}";
      assertThat(host.call("PUT", "/api/me/password", right, token).status()).isEqualTo(204);
      assertThat(host.call("GET", "/api/me", "", token).status()).isEqualTo(401);
      assertThat(login(host, "somebody", "another password")).isEqualTo(200);
    }
  }

  @Test
  void the_first_password_is_generated_once() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      assertThat(host.accounts().createFirst("root")).isEmpty();
      assertThat(host.accounts().generatePassword())
          .hasSize(24)
          .isNotEqualTo(host.accounts().generatePassword());
    }
  }

  @Test
  void thePresentPasswordCannotBeTriedWithoutBound() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      String token = host.account("otto", Role.OPERATOR, null);
      assertThat(host.call("PUT", "/api/me/password", "[]", token).status()).isEqualTo(400);
      String wrong = "{'old':'wrong','new':'a better password'}";
      int refused = 0;
      for (int i = 0; i < 14; i++) {
        refused += host.call("PUT", "/api/me/password", wrong, token).status() == 429 ? 1 : 0;
      }
      assertThat(refused).isPositive();
    }
  }
}

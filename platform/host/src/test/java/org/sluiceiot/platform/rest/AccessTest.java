package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.tenant.Tenant;

/** Every route, seen by those who may not use it. */
class AccessTest {
  @TempDir static Path folder;
  private static TestHost host;
  private static Tenant mine;
  private static Tenant other;
  private static String admin;
  private static String viewer;

  @BeforeAll
  static void start() throws Exception {
    host = TestHost.start(folder);
    mine = host.tenant("mine");
    other = host.tenant("other");
    admin = host.account("my-admin", Role.TENANT_ADMIN, mine);
    viewer = host.account("my-viewer", Role.VIEWER, mine);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static List<RestRoutes.Route> routes() {
    return host.rest().routes();
  }

  private static String path(RestRoutes.Route route, Tenant tenant) {
    return route
        .path()
        .replace("{tenant}", tenant.id().toString())
        .replaceAll("\\{(plugin|command|owner)}", "fake")
        .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
  }

  @Test
  void without_a_login_nothing_answers() {
    for (RestRoutes.Route route : routes()) {
      if (route.access() != Access.PUBLIC) {
        var answer = host.call(route.method(), path(route, mine), "{}", "");
        assertThat(answer.status()).as(route.toString()).isEqualTo(401);
        assertThat(answer.problems()).as(route.toString()).contains("not logged in");
      }
    }
    assertThat(routes().stream().filter(route -> route.access() == Access.PUBLIC)).hasSize(1);
    String live = "/api/tenants/" + mine.id() + "/live";
    assertThat(host.call("GET", live, "", "").status()).isEqualTo(401);
  }

  @Test
  void no_tenant_sees_anything_of_another() {
    for (RestRoutes.Route route : routes()) {
      if (route.path().contains("{tenant}")) {
        var answer = host.call(route.method(), path(route, other), "{}", admin);
        assertThat(answer.status()).as(route.toString()).isEqualTo(404);
      }
    }
    String live = "/api/tenants/" + other.id() + "/live";
    assertThat(host.call("GET", live, "", admin).status()).isEqualTo(404);
  }

  @Test
  void lists_hold_only_the_own_tenant() {
    for (String path : List.of("/api/tenants", "/api/me", "/api/users")) {
      String text = host.call("GET", path, "", admin).body().toString();
      assertThat(text)
          .as(path)
          .contains(mine.id().toString())
          .as(path)
          .doesNotContain(other.id().toString());
    }
    assertThat(host.call("GET", "/api/users", "", viewer).body()).isEmpty();
  }

  @Test
  void a_viewer_changes_nothing() {
    for (RestRoutes.Route route : routes()) {
      if (route.access() == Access.TENANT_WRITE || route.access() == Access.OPERATOR) {
        var answer = host.call(route.method(), path(route, mine), "{}", viewer);
        assertThat(answer.status()).as(route.toString()).isEqualTo(403);
      }
    }
    String user = "{'name':'x','role':'viewer','tenant':'" + mine.id() + "'}";
    assertThat(host.call("POST", "/api/users", user, viewer).status()).isEqualTo(403);
  }

  @Test
  void what_is_the_operators_is_not_the_tenant_admins() {
    for (RestRoutes.Route route : routes()) {
      if (route.access() == Access.OPERATOR) {
        var answer = host.call(route.method(), path(route, mine), "{}", admin);
        assertThat(answer.status()).as(route.toString()).isEqualTo(403);
      }
    }
  }

  @Test
  void a_tenant_admin_manages_the_own_accounts_and_no_others() {
    String own = "{'name':'new-one','role':'viewer','tenant':'" + mine.id() + "'}";
    var created = host.call("POST", "/api/users", own, admin);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body().path("password").asText()).hasSize(24);
    String foreign = "{'name':'spy','role':'viewer','tenant':'" + other.id() + "'}";
    assertThat(host.call("POST", "/api/users", foreign, admin).status()).isEqualTo(403);
    String operator = "{'name':'boss','role':'operator'}";
    assertThat(host.call("POST", "/api/users", operator, admin).status()).isEqualTo(403);
    String boss = host.accounts().find("admin").orElseThrow().id().toString();
    assertThat(host.call("DELETE", "/api/users/" + boss, "", admin).status()).isEqualTo(404);
    String raise = "{'role':'operator'}";
    String id = created.body().path("id").asText();
    assertThat(host.call("PUT", "/api/users/" + id, raise, admin).status()).isEqualTo(403);
    assertThat(host.call("DELETE", "/api/users/" + id, "", admin).status()).isEqualTo(204);
  }

  @Test
  void the_cookie_serves_the_page_and_no_other_site() {
    var login =
        host.call("POST", "/api/login", "{'name':'my-admin','password':'a good password'}", "");
    String cookie = login.raw().headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertThat(withCookie(pair, null)).isEqualTo(200);
    assertThat(withCookie(pair, host.url())).isEqualTo(200);
    assertThat(withCookie(pair, "http://evil.example")).isEqualTo(401);
  }

  private static int withCookie(String pair, String origin) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(host.url() + "/api/me")).header("Cookie", pair);
    if (origin != null) {
      request.header("Origin", origin);
    }
    return host.send(request.build()).status();
  }

  @Test
  void every_answer_carries_the_security_headers() {
    for (String path : List.of("/api/me", "/", "/api/nothing")) {
      var headers = host.call("GET", path, "", "").raw().headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'self'")
          .contains("frame-ancestors 'none'");
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(headers.firstValue("Server")).as(path).isEmpty();
    }
    assertThat(host.call("GET", "/api/nothing", "").status()).isEqualTo(404);
  }
}

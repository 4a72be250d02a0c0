package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.auth.Accounts;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.chain.ChainStore;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.tenant.Tenant;
import org.sluiceiot.platform.tenant.TenantQuota;

/** Every route of the host's table, asked by everybody who must not get through. */
class EveryRouteTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "a long enough password";

  @TempDir static Path directory;
  private static Platform platform;
  private static RestServer server;
  private static List<RestRoutes.Route> routes;
  private static Tenant theirs;
  private static Tenant own;
  private static String theirChain;
  private static String operator;
  private static String admin;
  private static ChainStore chains;
  private static String viewer;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    platform =
        Platform.start(
            new PlatformOptions(
                directory,
                directory.resolve("no-plugins"),
                null,
                null,
                null,
                null,
                "test",
                new TenantQuota(2, 5)));
    Accounts accounts = platform.accounts();
    chains = new ChainStore(platform.database());
    theirs = platform.createTenant("theirs");
    own = platform.createTenant("own");
    theirChain = chains.all(theirs.id()).get(0).id().toString();
    accounts.create("operator", Role.OPERATOR, null, PASSWORD);
    accounts.create("admin", Role.TENANT_ADMIN, own.id(), PASSWORD);
    accounts.create("viewer", Role.VIEWER, own.id(), PASSWORD);
    server = platform.serve(HttpOptions.plain("127.0.0.1", 0));
    routes = server.routes();
    operator = login("operator");
    admin = login("admin");
    viewer = login("viewer");
  }

  @AfterAll
  static void stop() {
    server.close();
    platform.close();
  }

  @Test
  void onlyTheLoginIsPublic() throws Exception {
    assertThat(
            routes.stream()
                .filter(route -> route.access() == Access.PUBLIC)
                .map(route -> route.method() + " " + route.path()))
        .containsExactly("POST /api/login");
    for (RestRoutes.Route route : routes) {
      if (route.access() != Access.PUBLIC) {
        assertThat(status(route.method(), path(route, theirs), null))
            .as(route.toString())
            .isEqualTo(401);
        assertThat(status(route.method(), path(route, theirs), "forged"))
            .as(route.toString())
            .isEqualTo(401);
      }
    }
  }

  @Test
  void anotherTenantDoesNotExist() throws Exception {
    for (RestRoutes.Route route : routes) {
      if (route.path().contains("{tenant}")) {
        assertThat(status(route.method(), path(route, theirs), admin))
            .as(route.toString())
            .isEqualTo(404);
        String unknown = path(route, theirs).replace(theirs.id().toString(), "unknown");
        assertThat(status(route.method(), unknown, admin)).as(route.toString()).isEqualTo(404);
      }
    }
    assertThat(status("GET", "/api/tenants/" + theirs.id() + "/live", admin)).isEqualTo(404);
  }

  @Test
  void whatAnotherTenantHasIsNotFoundUnderTheOwnOne() throws Exception {
    int asked = 0;
    for (RestRoutes.Route route : routes) {
      if (route.path().contains("{chain}")) {
        asked++;
        assertThat(status(route.method(), path(route, own), admin))
            .as(route.toString())
            .isEqualTo(404);
      }
    }
    assertThat(asked).isGreaterThan(3);
    assertThat(chains.all(theirs.id())).hasSize(1);
  }

  @Test
  void theOperatorsRoutesAreTheOperatorsOnly() throws Exception {
    for (RestRoutes.Route route : routes) {
      if (route.access() == Access.OPERATOR) {
        assertThat(status(route.method(), path(route, own), admin))
            .as(route.toString())
            .isEqualTo(403);
      }
    }
  }

  @Test
  void aViewerChangesNothing() throws Exception {
    for (RestRoutes.Route route : routes) {
      if (route.access() == Access.TENANT_WRITE) {
        assertThat(status(route.method(), path(route, own), viewer))
            .as(route.toString())
            .isEqualTo(403);
      }
    }
  }

  @Test
  void listsHoldTheOwnTenantOnly() throws Exception {
    JsonNode tenants = JSON.readTree(send("GET", "/api/tenants", admin, "").body());
    assertThat(tenants).hasSize(1);
    assertThat(tenants.get(0).path("id").asText()).isEqualTo(own.id().toString());
    for (RestRoutes.Route route : routes) {
      // A live stream has no end; what it tells is tested with it.
      if (route.method().equals("GET") && !route.path().endsWith("/live")) {
        String body = send("GET", path(route, own), admin, "").body();
        assertThat(body).as(route.toString()).doesNotContain(theirs.id().toString());
      }
    }
  }

  @Test
  void aTenantHasNoMoreNodesThanTheOperatorAllows() throws Exception {
    String node = "{\"id\":\"n%d\",\"type\":\"log\",\"name\":\"n%d\",\"config\":{}}";
    String nodes =
        java.util.stream.IntStream.range(0, 3)
            .mapToObj(i -> node.formatted(i, i))
            .collect(Collectors.joining(","));
    String chain =
        "{\"name\":\"more\",\"document\":{\"firstNode\":\"n0\",\"nodes\":[%s],\"connections\":[]}}"
            .formatted(nodes);
    HttpResponse<String> answer =
        send("POST", "/api/tenants/" + own.id() + "/rule-chains", admin, chain);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("would have 6 nodes, the operator's limit is 5");
  }

  @Test
  void answersCarrySecurityHeaders() throws Exception {
    HttpResponse<String> answer = send("GET", "/api/me", viewer, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "frame-ancestors 'none'");
  }

  @Test
  void guessingPasswordsIsSlowedDown() throws Exception {
    Set<Integer> answers = new java.util.HashSet<>();
    for (int i = 0; i < 15; i++) {
      String body = "{\"name\":\"operator\",\"password\":\"wrong guess " + i + "\"}";
      answers.add(send("POST", "/api/login", null, body).statusCode());
    }
    assertThat(answers).containsExactlyInAnyOrder(401, 429);
    assertThat(status("GET", "/api/me", operator)).isEqualTo(200);
  }

  /** The route's path with another tenant's chain for a chain, and random ids for the rest. */
  private static String path(RestRoutes.Route route, Tenant tenant) {
    return route
        .path()
        .replace("{tenant}", tenant.id().toString())
        .replace("{chain}", theirChain)
        .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
  }

  private static int status(String method, String path, String token) throws Exception {
    return send(method, path, token, "{}").statusCode();
  }

  private static HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String login(String name) throws Exception {
    String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD);
    HttpResponse<String> answer = send("POST", "/api/login", null, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("token").asText();
  }
}

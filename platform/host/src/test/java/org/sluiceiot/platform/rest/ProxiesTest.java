package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;

/** Behind a proxy each caller is judged by its own address, and nobody can make one up. */
class ProxiesTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private Platform platform;

  @BeforeEach
  void start() {
    platform =
        Platform.start(PlatformOptions.embedded(folder.resolve("data"), folder.resolve("none")));
    platform.accounts().create("admin", Role.OPERATOR, null, "a good password");
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private RestServer serve(String... proxies) {
    return platform.serve(new HttpOptions("127.0.0.1", 0, List.of(proxies), null, null));
  }

  private static HttpResponse<String> login(RestServer rest, String password, String... headers)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest.port() + "/api/login"))
            .headers(headers)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"name\":\"admin\",\"password\":\"" + password + "\"}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void fiftyWrongLoginsOfOneLockOutNobodyElseBehindTheProxy() throws Exception {
    try (RestServer rest = serve("127.0.0.0/8", "10.1.0.0/16")) {
      int refused = 0;
      for (int i = 0; i < 60; i++) {
        // The attacker writes addresses of its own before the one that the proxy sees.
        String way = "192.0.2." + i + ", 198.51.100.7, 10.1.2.3";
        refused += login(rest, "wrong", "X-Forwarded-For", way).statusCode() == 429 ? 1 : 0;
      }
      assertThat(refused).isGreaterThanOrEqualTo(9);
      assertThat(login(rest, "a good password", "X-Forwarded-For", "203.0.113.5").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void headersOfAnybodyElseCountForNothing() throws Exception {
    try (RestServer rest = serve()) {
      int refused = 0;
      for (int i = 0; i < 60; i++) {
        HttpResponse<String> answer =
            login(rest, "wrong", "X-Forwarded-For", "192.0.2." + i, "X-Forwarded-Proto", "https");
        refused += answer.statusCode() == 429 ? 1 : 0;
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
      }
      assertThat(refused).isGreaterThanOrEqualTo(9);
    }
  }

  @Test
  void theCookieIsSecureWheneverTheOutsideIsHttps() throws Exception {
    try (RestServer rest = serve("127.0.0.1")) {
      String cookie =
          login(rest, "a good password", "X-Forwarded-Proto", "https")
              .headers()
              .firstValue("Set-Cookie")
              .orElseThrow();
      assertThat(cookie).contains("Secure", "HttpOnly");
      assertThat(
              login(rest, "a good password", "X-Forwarded-Proto", "http")
                  .headers()
                  .firstValue("Set-Cookie")
                  .orElseThrow())
          .doesNotContain("Secure");
    }
  }
}

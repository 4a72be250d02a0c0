package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;

/** A machine that asks for what does not exist must not be told that all is well. */
class UnknownPathTest {
  @TempDir static Path folder;
  private static TestHost host;

  @BeforeAll
  static void start() throws Exception {
    host = TestHost.start(folder);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static Answer ask(String method, String path, String accept) {
    return host.send(
        HttpRequest.newBuilder(URI.create(host.url() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", accept)
            .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/healthz",
        "/health/live",
        "/readyz",
        "/livez",
        "/metrics",
        "/actuator",
        "/actuator/health",
        "/status",
        "/api",
        "/api/",
        "/api/nothing",
        "/api/tenants/x/nothing",
        "/robots.txt",
        "/assets/nothing.js",
        "/tenants",
        "/index.htm",
        "/a/b/c"
      })
  void a_path_that_is_no_page_is_not_found_whoever_asks(String path) {
    for (String accept : new String[] {"*/*", "application/json", "text/html,*/*;q=0.8"}) {
      for (String method : new String[] {"GET", "POST", "DELETE"}) {
        Answer answer = ask(method, path, accept);
        assertThat(answer.status()).as(method + " " + path + " " + accept).isEqualTo(404);
        assertThat(answer.problems()).contains("there is no such thing");
      }
      assertThat(ask("HEAD", path, accept).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html"})
  void the_page_is_where_it_was(String path) {
    Answer page = ask("GET", path, "text/html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.raw().headers().firstValue("Content-Type").orElse("")).contains("text/html");
    assertThat(page.raw().body()).contains("<script");
  }

  @Test
  void what_the_page_loads_is_served_with_its_own_type() {
    Matcher script =
        Pattern.compile("src=\"\\.?(/[^\"]+\\.js)\"")
            .matcher(ask("GET", "/", "text/html").raw().body());
    assertThat(script.find()).isTrue();
    Answer loaded = ask("GET", script.group(1), "*/*");
    assertThat(loaded.status()).isEqualTo(200);
    assertThat(loaded.raw().headers().firstValue("Content-Type").orElse("")).contains("javascript");
  }
}

package org.sluiceiot.platform.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.store.Postgres;
import org.sluiceiot.platform.tenant.TenantQuota;

/** What lasts is an alarm once, is listed while it lasts, and its end is told too. */
class IncidentsTest {
  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir Path folder;

  private static String integration(TestHost host, String base) {
    return host.call(
            "POST",
            base + "/integrations",
            "{'name':'i','type':'fake-source','enabled':true,'config':{}}")
        .body()
        .path("id")
        .asText();
  }

  private static void command(TestHost host, String path, String arguments) {
    assertThat(host.call("POST", path + "/commands/incident", arguments).status()).isEqualTo(200);
  }

  /** The lines of a live stream as they come. */
  private static Queue<String> live(TestHost host, String base) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(host.url() + base + "/live"))
            .header("Authorization", "Bearer " + host.login("admin"))
            .build();
    HttpResponse<Stream<String>> stream =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Thread reader = new Thread(() -> read(stream.body(), lines), "test-live");
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  private static void read(Stream<String> stream, Queue<String> lines) {
    try {
      stream.forEach(lines::add);
    } catch (java.io.UncheckedIOException e) {
      lines.add("ended with the host");
    }
  }

  private static void awaitLine(Queue<String> lines, String... parts) {
    await()
        .atMost(LONG)
        .until(() -> lines.stream().anyMatch(line -> Stream.of(parts).allMatch(line::contains)));
  }

  private PlatformOptions options(String url, String key) throws Exception {
    String user = url == null ? null : "postgres";
    return new PlatformOptions(
        folder.resolve("data"),
        TestHost.plugins(folder),
        url,
        user,
        null,
        key,
        "host",
        TenantQuota.DEFAULT);
  }

  @Test
  void an_incident_is_stored_listed_and_live_until_it_is_over() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      String base = "/api/tenants/" + host.tenant("t").id();
      String other = "/api/tenants/" + host.tenant("other").id();
      String id = integration(host, base);
      String path = base + "/integrations/" + id;
      Queue<String> lines = live(host, base);
      command(host, path, "{'name':'broker','text':'the broker is away','times':3}");
      command(host, path, "{'name':'broker','text':'the broker is away','times':4}");
      JsonNode open = host.call("GET", base + "/incidents", "").body();
      assertThat(open).hasSize(1);
      assertThat(open.get(0).path("owner").asText()).isEqualTo(id);
      assertThat(open.get(0).path("ownerName").asText()).isEqualTo("i");
      assertThat(open.get(0).path("incident").asText()).isEqualTo("broker");
      assertThat(open.get(0).path("count").asInt()).isEqualTo(3);
      assertThat(open.get(0).path("text").asText()).isEqualTo("the broker is away");
      assertThat(open.get(0).path("since").asText()).startsWith("20");
      assertThat(host.call("GET", other + "/incidents", "").body()).isEmpty();
      awaitLine(lines, "\"kind\":\"alarm\"", "\"incident\":\"broker\"", "\"phase\":\"opened\"");
      awaitLine(lines, "\"incidents\":[{", "the broker is away");
      JsonNode alarms = host.call("GET", base + "/events?kind=alarm", "").body();
      assertThat(alarms).hasSize(1);
      assertThat(alarms.get(0).path("details").path("phase").asText()).isEqualTo("opened");
      command(host, path, "{'name':'broker','over':true,'text':'the broker is back'}");
      assertThat(host.call("GET", base + "/incidents", "").body()).isEmpty();
      awaitLine(lines, "\"phase\":\"resolved\"", "\"count\":\"7\"", "the broker is back");
    }
  }

  @Test
  void what_lasted_ends_with_the_integration_that_told_of_it() throws Exception {
    try (TestHost host = TestHost.start(folder)) {
      String base = "/api/tenants/" + host.tenant("t").id();
      String path = base + "/integrations/" + integration(host, base);
      command(host, path, "{'name':'broker','text':'the broker is away'}");
      host.call("POST", path + "/disable", "");
      assertThat(host.call("GET", base + "/incidents", "").body()).isEmpty();
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(host.call("GET", base + "/events?kind=lifecycle", "").raw().body())
                      .contains("\"phase\":\"resolved\"", "stopped during: the broker is away"));
    }
  }

  @Test
  void a_key_that_is_lost_is_an_alarm_of_the_host() throws Exception {
    String base;
    try (TestHost host = TestHost.start(folder)) {
      base = "/api/tenants/" + host.tenant("t").id();
    }
    try (TestHost host = TestHost.start(options(null, "no keyset"))) {
      JsonNode open = host.call("GET", base + "/incidents", "").body();
      assertThat(open).hasSize(1);
      assertThat(open.get(0).path("owner").asText()).isEqualTo("host");
      assertThat(open.get(0).path("incident").asText()).isEqualTo("secret-key");
      assertThat(open.get(0).path("text").asText()).contains("SLUICE_SECRET_KEY");
    }
  }

  @Test
  void a_database_that_is_lost_is_an_alarm_and_so_is_that_it_is_back() throws Exception {
    String url = Postgres.freshUrl();
    try (TestHost host = TestHost.start(options(url, null))) {
      String base = "/api/tenants/" + host.tenant("t").id();
      String path = base + "/integrations/" + integration(host, base);
      Queue<String> lines = live(host, base);
      awaitLine(lines, "\"incidents\":[]");
      Postgres.reachable(url, false);
      awaitLine(lines, "\"incidents\":[{", "\"incident\":\"database\"", "does not answer");
      Answer asked = host.call("GET", base + "/integrations", "");
      assertThat(asked.status()).isEqualTo(503);
      assertThat(asked.problems()).contains("does not answer").doesNotContain("FATAL");
      Postgres.reachable(url, true);
      await()
          .atMost(LONG)
          .until(() -> host.call("GET", base + "/incidents", "").raw().body().equals("[]"));
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(host.call("GET", base + "/events?owner=host", "").raw().body())
                      .contains("\"phase\":\"opened\"", "\"phase\":\"resolved\"", "answers again"));
      String data = "{'device':'d','ts':1,'values':{'t':1}}";
      await()
          .atMost(LONG)
          .until(
              () ->
                  host.call("POST", path + "/commands/deliver", data)
                      .raw()
                      .body()
                      .contains("safe"));
    }
  }
}

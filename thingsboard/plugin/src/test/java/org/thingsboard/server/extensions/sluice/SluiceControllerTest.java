package org.thingsboard.server.extensions.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The controller as the server finds it: over HTTP, behind its login. */
@ExtendWith(BrokerExtension.class)
class SluiceControllerTest {
  private static final String SECRET = "s3cr3t-in-the-form";
  private static final UUID TENANT = UUID.randomUUID();
  private static ConfigurableApplicationContext server;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    server =
        new SpringApplicationBuilder(ServerApplication.class)
            .web(WebApplicationType.SERVLET)
            .properties(
                Map.of(
                    "server.port", "0",
                    "server.address", "127.0.0.1",
                    "service.type", "monolith",
                    "spring.main.banner-mode", "off"))
            .run();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private HttpRequest.Builder request(String path, String token) {
    String port = server.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/sluice/" + path));
    return token == null ? request : request.header(ServerApplication.TOKEN, token);
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return http.send(request(path, token).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String token, String body) throws Exception {
    return http.send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String admin() {
    return "TENANT_ADMIN " + TENANT;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate",
        "check",
        "topics",
        "records",
        "decode",
        "propose",
        "convert",
        "dead-letters",
        "dead-letters/redrive"
      })
  void everyPostIsForTheTenantsAdministratorAlone(String path) throws Exception {
    assertThat(post(path, null, "{}").statusCode()).isEqualTo(401);
    assertThat(post(path, "CUSTOMER_USER " + TENANT, "{}").statusCode()).isEqualTo(403);
    assertThat(post(path, "SYS_ADMIN " + TENANT, "{}").statusCode()).isEqualTo(403);
    assertThat(post(path, admin(), "{}").statusCode()).isIn(200, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "loops"})
  void everyGetToo(String path) throws Exception {
    assertThat(get(path, null).statusCode()).isEqualTo(401);
    assertThat(get(path, "CUSTOMER_USER " + TENANT).statusCode()).isEqualTo(403);
    HttpResponse<String> answer = get(path, admin());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void recordsOfARealBrokerAreAnswered(TestBroker broker) throws Exception {
    String topic = broker.createTopic(2);
    broker.produce(topic, "k", "{\"größe\":1}");
    String connection = "'connection':{'bootstrapServers':'" + broker.bootstrapServers() + "'}";
    String body = "{'type':'uplink','config':{%s},'topic':'%s'}".formatted(connection, topic);
    HttpResponse<String> answer = post("records", admin(), body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("{\\\"größe\\\":1}");
    HttpResponse<String> wrong = post("records", admin(), "{'type':'uplink','config':{}}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).startsWith("{\"problems\":[{\"path\":\"");
  }

  @Test
  void theStepsOfACheckAreLines(TestBroker broker) throws Exception {
    String body =
        "{'type':'downlink','config':{'topic':'%s','connection':{'bootstrapServers':'%s'}}}"
            .formatted(broker.createTopic(1), broker.bootstrapServers())
            .replace('\'', '"');
    HttpResponse<java.io.InputStream> answer =
        http.send(
            request("check", admin()).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    // In pieces, which is how lines come before the last one is known.
    assertThat(answer.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
    try (var lines = new BufferedReader(new InputStreamReader(answer.body()))) {
      assertThat(lines.lines())
          .hasSizeGreaterThan(2)
          .allMatch(line -> line.startsWith("{\"step\":\"") && line.contains("\"ok\":true"));
    }
  }

  @Test
  void noSecretIsInALogOrAnAnswer() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.setContext(root.getLoggerContext());
    log.start();
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    try {
      String security =
          "{'type':'sasl-plaintext','sasl':{'type':'plain','username':'u','password':'"
              + SECRET
              + "'}}";
      String config =
          "{'topics':['t'],'connection':{'bootstrapServers':'localhost:1','security':"
              + security
              + "}}";
      for (String path : new String[] {"validate", "check", "topics", "records", "dead-letters"}) {
        String body =
            "{'type':'uplink','topic':'t','nodeId':'"
                + UUID.randomUUID()
                + "','config':"
                + config
                + "}";
        HttpResponse<String> answer = post(path, admin(), body);
        assertThat(answer.statusCode()).as(path + answer.body()).isIn(200, 400);
        assertThat(answer.body()).doesNotContain(SECRET);
      }
      assertThat(post("topics", admin(), "{'" + SECRET + "':").body()).doesNotContain(SECRET);
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(log.list)
        .extracting(event -> event.getFormattedMessage() + event.getThrowableProxy())
        .noneMatch(text -> text.contains(SECRET));
  }
}

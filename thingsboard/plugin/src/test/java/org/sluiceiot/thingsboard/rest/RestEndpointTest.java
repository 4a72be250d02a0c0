package org.sluiceiot.thingsboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;
import org.sluiceiot.thingsboard.fake.FakeNode;
import org.sluiceiot.thingsboard.fake.FakeServer;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.sluice.Nodes;

/** What stands behind the forms, without the server's web layer. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class RestEndpointTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID TENANT = UUID.randomUUID();

  private final RestEndpoint endpoint = new RestEndpoint(new Shared(Map.of()));

  private record Given(int status, String type, String text) {
    JsonNode json() throws IOException {
      return JSON.readTree(text);
    }

    String problem() throws IOException {
      return json().path("problems").path(0).path("message").asText();
    }
  }

  private Given ask(String call, String body) throws IOException {
    return ask(endpoint, call, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Given ask(RestEndpoint endpoint, String call, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AtomicInteger status = new AtomicInteger();
    StringBuilder type = new StringBuilder();
    endpoint.answer(
        call,
        TENANT,
        new ByteArrayInputStream(body),
        (code, contentType) -> {
          assertThat(status.getAndSet(code)).as("begun once").isZero();
          type.append(contentType);
          return out;
        });
    return new Given(status.get(), type.toString(), out.toString(StandardCharsets.UTF_8));
  }

  private static String uplink(TestBroker broker, String more) {
    return "{'type':'uplink','config':{'connection':{'bootstrapServers':'%s'}%s"
        .formatted(broker.bootstrapServers(), more);
  }

  @Test
  void validateSaysWhatAStartWouldRefuseAndWarnsOfTheRest() throws Exception {
    Given good =
        ask(
            "POST validate",
            "{'type':'downlink','config':{'topic':'t','x':1,'connection':{'bootstrapServers':'b:1'}}}");
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.json().path("problems")).isEmpty();
    assertThat(good.json().path("warnings").path(0).asText()).contains("x: is not a known");
    JsonNode bad =
        ask(
                "POST validate",
                "{'type':'uplink','config':{'topics':5,'delivery':'fast','connection':{}}}")
            .json();
    assertThat(bad.path("problems").findValuesAsText("path"))
        .contains("topics", "delivery", "connection.bootstrapServers");
    JsonNode script =
        ask(
                "POST validate",
                "{'type':'uplink','config':{'topics':['t'],'connection':{'bootstrapServers':'b:1'},'decoder':{'type':'tbel','script':'return {'}}}")
            .json();
    assertThat(script.path("problems").findValuesAsText("path")).containsExactly("decoder.script");
  }

  @Test
  void aCheckIsALinePerStep(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Given answer = ask("POST check", uplink(broker, ",'topics':['" + topic + "']}}"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("application/x-ndjson");
    List<JsonNode> lines = answer.text().lines().map(RestEndpointTest::line).toList();
    assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.path("ok").asBoolean());
    assertThat(lines).extracting(line -> line.path("step").asText()).contains("tcp", "topic");
    Given away =
        ask(
            "POST check",
            "{'type':'downlink','config':{'connection':{'bootstrapServers':'localhost:1'},'topic':'t'}}");
    assertThat(away.text().lines().map(RestEndpointTest::line))
        .anySatisfy(
            line -> {
              assertThat(line.path("ok").asBoolean(true)).isFalse();
              assertThat(line.path("remedy").asText()).isNotEmpty();
            });
  }

  private static JsonNode line(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Test
  void fromTheTopicOverTheLastRecordToTheDevice(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    broker.produce(topic, "k", "{\"sensorId\":\"s-1\",\"temperature\":20.5}");
    // Nothing but the connection is right yet.
    JsonNode topics = ask("POST topics", uplink(broker, "},'search':'" + topic + "'}")).json();
    assertThat(topics.path("topics").path(0).path("records").asInt()).isEqualTo(1);
    String asked = "},'topic':'" + topic + "','count':1}";
    JsonNode record = ask("POST records", uplink(broker, asked)).json().path("records").path(0);
    assertThat(record.path("key").asText()).isEqualTo("aw==");
    assertThat(record.path("text").asText()).contains("s-1");
    JsonNode decoder =
        ask("POST propose", uplink(broker, "},'record':" + record + "}")).json().path("decoder");
    String config = ",'topics':['t'],'decoder':" + decoder + "},'record':" + record + "}";
    JsonNode decoded = JSON.readTree(askRaw("POST decode", uplink(broker, config)).text());
    assertThat(decoded.path("entities").path(0).path("deviceName").asText())
        .as(decoded.toString())
        .isEqualTo("s-1");
    assertThat(decoded.path("output").isMissingNode()).isFalse();
    String downlink = uplink(broker, "},'search':'" + topic + "'}").replace("uplink", "downlink");
    assertThat(ask("POST topics", downlink).json().path("topics")).hasSize(1);
  }

  /** A decoder that was answered holds single quotes of its own. */
  private Given askRaw(String call, String body) throws IOException {
    String json =
        body.replace("'default'", "\u0001").replace('\'', '"').replace("\u0001", "'default'");
    return ask(endpoint, call, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aDecoderThatFailsSaysWhereAndAScriptShowsWhatItReturned(TestBroker broker) throws Exception {
    JsonNode wrong =
        ask("POST decode", uplink(broker, ",'topics':['t']},'record':{'text':'{oops'}}")).json();
    assertThat(wrong.path("error").asText()).contains("not JSON");
    assertThat(wrong.path("line").asInt()).isEqualTo(1);
    assertThat(wrong.path("column").asInt()).isPositive();
    String script =
        ",'topics':['t'],'decoder':{'type':'tbel','script':'return {deviceName: \\\"d\\\", telemetry: {t: payload.length}, more: 1};'}},'record':{'text':'abc'}}";
    JsonNode right = ask("POST decode", uplink(broker, script)).json();
    assertThat(right.path("entities").path(0).path("telemetry").path(0).path("t").asInt())
        .isEqualTo(3);
    assertThat(right.path("output").path("more").asInt()).isEqualTo(1);
  }

  @Test
  void deadLettersOfASavedNodeAreFoundByItsId(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    String config = ",'topics':['%s']}".formatted(topic);
    assertThat(ask("POST dead-letters", uplink(broker, config + "}")).problem())
        .contains("not saved");
    broker.produce(topic, "k", "no json");
    FakeServer server = new FakeServer(TENANT);
    FakeNode node = server.node("up");
    String whole = uplink(broker, config + ",'nodeId':'" + node.getSelfId().getId() + "'}");
    try {
      node.start(
          Nodes.uplink(new Shared(Map.of())),
          JSON.readTree(whole.replace('\'', '"')).path("config"));
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(60))
          .until(() -> !ask("POST dead-letters", whole).json().path("letters").isEmpty());
    } finally {
      server.destroyNodes();
    }
    JsonNode letter = ask("POST dead-letters", whole).json().path("letters").path(0);
    assertThat(letter.path("topic").asText()).isEqualTo(topic);
    assertThat(ask("POST redrive", whole).text()).isEqualTo("{\"sent\":1,\"skipped\":0}");
    assertThat(broker.written(topic)).isEqualTo(2);
  }

  @Test
  void theLoopMapIsTheTenantsOwn(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    FakeServer own = new FakeServer(TENANT);
    FakeServer other = new FakeServer();
    Shared shared = new Shared(Map.of());
    String config = uplink(broker, ",'topics':['" + topic + "']}}").replace('\'', '"');
    try {
      own.node("mine").start(Nodes.uplink(shared), JSON.readTree(config).path("config"));
      other.node("theirs").start(Nodes.uplink(shared), JSON.readTree(config).path("config"));
      JsonNode map = ask("GET loops", "").json();
      assertThat(map.path("vertices").findValuesAsText("name"))
          .contains("mine")
          .doesNotContain("theirs");
      assertThat(map.has("edges") && map.has("cycles")).isTrue();
    } finally {
      own.destroyNodes();
      other.destroyNodes();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST topics|[]|400|no JSON object",
        "POST topics|{'a':|400|no JSON object",
        "POST topics|{}|400|config must be",
        "POST check|{'config':{}}|400|type must be",
        "POST decode|{'type':'downlink','config':{}}|400|only an uplink decodes",
        "POST topics|{'type':'uplink','config':{},'nodeId':'x'}|400|nodeId must be",
        "POST topics|{'type':'uplink','config':{}}|400|must be an object",
        "POST nothing|{'type':'uplink','config':{}}|404|there is no",
        "GET nothing||404|there is no",
      })
  void whatIsWrongIsSaidInWords(String call, String body, int status, String text)
      throws Exception {
    Given answer = ask(call, body == null ? "" : body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).contains(text);
  }

  @Test
  void aRequestWithoutEndIsNotReadToItsEnd() throws Exception {
    assertThat(ask(endpoint, "POST topics", new byte[5 << 20]).status()).isEqualTo(413);
  }

  @Test
  void theOperatorsRulesHold() throws Exception {
    String body =
        "{\"type\":\"uplink\",\"config\":{\"topics\":[\"t\"],\"connection\":{\"bootstrapServers\":\"10.1.2.3:9092\"}}}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    RestEndpoint others =
        new RestEndpoint(new Shared(Map.of("SLUICE_TENANTS", UUID.randomUUID().toString())));
    RestEndpoint strict =
        new RestEndpoint(new Shared(Map.of("SLUICE_ADDRESSES_DENIED_RANGES", "10.0.0.0/8")));
    RestEndpoint own =
        new RestEndpoint(
            new Shared(Map.of("TB_QUEUE_TYPE", "kafka", "TB_KAFKA_SERVERS", "10.1.2.3:9092")));
    for (String call : List.of("POST check", "POST topics", "POST dead-letters")) {
      assertThat(ask(others, call, bytes).problem()).contains("not enabled for tenant");
    }
    for (String call : List.of("POST check", "POST topics")) {
      assertThat(ask(own, call, bytes).problem()).contains("ThingsBoard's own queues");
    }
    assertThat(ask(strict, "POST topics", bytes).json().path("problems").findValuesAsText("path"))
        .containsExactly("connection.bootstrapServers");
    assertThat(ask(strict, "POST validate", bytes).json().path("problems").findValuesAsText("path"))
        .containsExactly("connection.bootstrapServers");
  }

  @Test
  void oneTenantDoesNotTakeAllThreadsOfTheServer() throws Exception {
    CountDownLatch entered = new CountDownLatch(CallLimit.OF_ONE_TENANT);
    CountDownLatch release = new CountDownLatch(1);
    InputStream slow =
        new InputStream() {
          @Override
          public int read() throws IOException {
            entered.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return -1;
          }
        };
    List<Thread> threads =
        java.util.stream.IntStream.range(0, CallLimit.OF_ONE_TENANT)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          try {
                            endpoint.answer(
                                "POST topics",
                                TENANT,
                                slow,
                                (code, type) -> new ByteArrayOutputStream());
                          } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    entered.await();
    assertThat(ask("POST topics", "{}").status()).isEqualTo(429);
    release.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ask("POST topics", "{}").status()).isEqualTo(400);
  }
}

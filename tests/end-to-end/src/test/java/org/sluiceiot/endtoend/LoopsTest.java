package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.endtoend.Distribution.Printed;
import org.sluiceiot.fixtures.OwnBroker;

/** The loop guard as its users meet it: over REST and with {@code sluice loops}. */
class LoopsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOT = "{\"device\":\"loop\",\"telemetry\":{\"temperature\":99}}";
  @TempDir Path folder;
  @RegisterExtension final OwnBroker broker = new OwnBroker();

  @Test
  void aCircleIsRefusedHoweverItComesAbout() {
    String servers = broker.bootstrapServers();
    String read = broker.createTopic(1);
    String written = broker.createTopic(1);
    try (HostProcess host = new HostProcess(folder.resolve("data"))) {
      TenantSite site = TenantSite.create(host.operator(), "Circles", true);
      site.saveChain(servers, written).expect(200);
      String uplink = site.startUplink("up", servers, read);
      // Another topic of the uplink.
      refused(site.changeUplink(uplink, "up", servers, written), written);
      assertThat(site.integration(uplink).path("enabled").asBoolean()).isTrue();
      assertThat(site.integration(uplink).at("/config/topics/0").asText()).isEqualTo(read);
      // Saved while stopped; started again.
      site.disable(uplink).expect(200);
      site.changeStoppedUplink(uplink, "up", servers, written).expect(200);
      refused(site.enable(uplink), written);
      site.changeUplink(uplink, "up", servers, read).expect(200);
      // Another topic of the downlink.
      refused(site.saveChain(servers, read), read);
      await().atMost(PATIENCE).until(() -> site.nodeState("alarms").equals("running"));
      // A connection within the chain, nodes unchanged.
      site.saveChain(servers, read, false).expect(200);
      await().atMost(PATIENCE).until(() -> site.nodeState("alarms").equals("running"));
      refused(site.saveChain(servers, read, true), read);
      // Another root chain, so that the uplink's records go elsewhere.
      site.replaceRoot("other root", servers, read).expect(200);
      JsonNode cycle = site.loops().path("cycles").path(0);
      assertThat(cycle.path("verdict").asText()).isEqualTo("refused");
      assertThat(site.nodeState("alarms")).isEqualTo("refused");
      broker.produce(read, "k", HOT);
      await().atMost(PATIENCE).until(() -> site.counter(uplink, "delivered") == 1);
      await().atMost(PATIENCE).until(() -> site.ended("loop") == 1);
      assertThat(broker.written(read)).isEqualTo(1);
    }
  }

  /** LateClusterTest shows the same without a host. */
  @Test
  @Tag("soak")
  void aCircleIsFoundWhenTheClusterBecomesKnown() {
    String servers = broker.bootstrapServers();
    String topic = broker.createTopic(1);
    broker.broker().kill();
    try (HostProcess host = new HostProcess(folder.resolve("data"))) {
      TenantSite site = TenantSite.create(host.operator(), "Later", true);
      site.saveChain(servers, topic).expect(200);
      String uplink = site.addUplink("later", servers, topic).expect(201).path("id").asText();
      site.enable(uplink).expect(200);
      assertThat(site.loops().path("cycles")).isEmpty();
      broker.broker().restart();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  site.nodeState("alarms").equals("refused")
                      ^ site.stateOf(uplink).equals("refused"));
      JsonNode cycles = site.loops().path("cycles");
      assertThat(cycles).hasSize(1);
      assertThat(cycles.get(0).path("verdict").asText()).isEqualTo("refused");
      assertThat(cycles.get(0).path("text").asText()).contains("uplink 'later'", topic);
    }
  }

  @Test
  void theMapIsShownInEveryFormAndTheOperatorsPolicyIsObeyed() throws Exception {
    String servers = broker.bootstrapServers();
    String topic = broker.createTopic(1);
    try (HostProcess host = new HostProcess(folder.resolve("data"))) {
      Rest operator = host.operator();
      policy(operator, "warn");
      TenantSite site = TenantSite.create(operator, "Shown", true);
      site.saveChain(servers, topic).expect(200);
      String uplink = site.startUplink("shown", servers, topic);
      broker.produce(topic, "k", HOT);
      // A record of the uplink's own making comes back and is recognised.
      await().atMost(PATIENCE).until(() -> site.counter(uplink, "loops") == 1);
      // It can come back before its first delivery is acknowledged.
      await().atMost(PATIENCE).until(() -> site.counter(uplink, "delivered") == 1);
      shown(host, operator, topic);

      TenantSite other = TenantSite.create(operator, "Another", true);
      assertThat(other.loops().path("vertices")).isEmpty();
      assertThat(site.loops()).isEqualTo(operator.get("/api/loops"));

      policy(operator, "reject");
      assertThat(site.loops().path("cycles").get(0).path("verdict").asText()).isEqualTo("refused");
      await().atMost(PATIENCE).until(() -> site.stateOf(uplink).equals("refused"));
      host.close();
      host.start();
      TenantSite again = site.with(host.operator());
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  again.stateOf(uplink).equals("refused")
                      ^ again.nodeState("alarms").equals("refused"));
      assertThat(host.loops(host.password()).out()).contains("refused: data would circle");
      failures(host);
    }
  }

  private static void shown(HostProcess host, Rest operator, String topic) throws Exception {
    Printed text = host.loops(host.password());
    assertThat(text.code()).as(text.error()).isZero();
    assertThat(text.out())
        .contains("uplink", "shown", "alarms", "passed=", "loops=")
        .contains("warned: data would circle: ", "topic '" + topic + "'");
    Printed json = host.loops(host.password(), "--format", "json");
    JsonNode graph = Rest.JSON.readTree(json.out());
    assertThat(graph.path("vertices")).hasSize(2);
    assertThat(graph.path("edges")).hasSize(2);
    assertThat(graph.path("cycles").get(0).path("path")).hasSize(2);
    assertThat(graph.path("cycles").get(0).path("verdict").asText()).isEqualTo("warned");
    Printed dot = host.loops(host.password(), "--format", "dot");
    assertThat(dot.out()).startsWith("digraph loops {").contains("color=red", topic);
    Printed svg = host.loops(host.password(), "--format", "svg");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.out().getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(2);
    assertThat(svg.out()).contains("#c00");
    assertThat(operator.text("/api/loops?format=dot").strip()).isEqualTo(dot.out().strip());
    assertThat(operator.text("/api/loops?format=svg").strip()).isEqualTo(svg.out().strip());
    assertThat(operator.text("/api/loops?format=text")).contains("warned: data would circle");
  }

  private static void failures(HostProcess host) throws Exception {
    Printed wrong = host.loops("not the password");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.error()).contains("login refused");
    Printed form = host.loops(host.password(), "--format", "pdf");
    assertThat(form.code()).isEqualTo(2);
    assertThat(form.out()).isEmpty();
    assertThat(form.error()).contains("--format must be text, json, dot or svg");
  }

  private static void policy(Rest operator, String policy) {
    operator.send("PUT", "/api/plugins/kafka/settings", Map.of("loopPolicy", policy)).expect(200);
  }

  private static void refused(Rest.Answer answer, String topic) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(409);
    assertThat(answer.body().toString())
        .contains("data would circle", "uplink 'up'", "downlink 'alarms'", "'" + topic + "'");
  }
}

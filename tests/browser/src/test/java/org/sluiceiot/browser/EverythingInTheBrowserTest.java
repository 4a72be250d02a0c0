package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.fixtures.OwnBroker;

/** One person, one browser, from the first login to a re-driven dead letter; a picture per step. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EverythingInTheBrowserTest {
  @RegisterExtension static final OwnBroker BROKER = new OwnBroker();

  @RegisterExtension
  static final Story STORY =
      new Story(
          () ->
              EverythingInTheBrowserTest.PICTURES.take(EverythingInTheBrowserTest.page, "failed"));

  @TempDir static Path folder;

  private static final String READINGS = "readings";
  private static final String RESULTS = "results";
  private static final Pictures PICTURES = new Pictures("");

  private static RunningHost host;
  private static Chromium chromium;
  private static Operator operator;
  private static Page page;

  @BeforeAll
  static void open() throws IOException {
    host = new RunningHost(folder);
    chromium = new Chromium();
    page = chromium.open(host.address());
    operator = new Operator(page);
    BROKER.createTopic(READINGS, 2);
    BROKER.createTopic(RESULTS, 1);
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
    if (host != null) {
      host.close();
    }
  }

  @Test
  @Order(1)
  void logsIn() {
    operator.logIn(host.password());
    assertThat(page.getByText("There is no tenant yet")).isVisible();
    PICTURES.take(page, "logged-in");
  }

  @Test
  @Order(2)
  void enablesThePluginForOneTenantAndNotForTheOther() {
    operator.goTo("Operator");
    for (String tenant : new String[] {"North", "South"}) {
      page.getByLabel("Name of the new tenant").fill(tenant);
      operator.press("Make");
      assertThat(operator.heading(tenant)).isVisible();
    }
    page.getByLabel("Enable kafka for North").click();
    assertThat(page.getByText("kafka is enabled for “North”.")).isVisible();
    PICTURES.take(page, "plugin-enabled");

    operator.choose("South");
    page.navigate("/#/chains/new");
    assertThat(page.locator("[data-node-type='log']")).isVisible();
    assertThat(page.locator("[data-node-type='kafka-downlink']")).not().isVisible();
    assertThat(page.getByText("there are no Kafka nodes")).isVisible();
    PICTURES.take(page, "other-tenant-has-no-kafka-nodes");

    operator.choose("North");
    assertThat(page.locator("[data-node-type='kafka-downlink']")).isVisible();
  }

  @Test
  @Order(3)
  void buildsARuleChainByDragAndDrop() {
    operator.drag("message-type-switch", 180, 200);
    operator.drag("save-telemetry", 420, 120);
    operator.drag("kafka-downlink", 660, 200);
    operator.connect("message-type-switch", "save-telemetry", "Post telemetry");
    operator.connect("save-telemetry", "kafka-downlink", "Success");
    PICTURES.take(page, "chain-drawn");
  }

  @Test
  @Order(4)
  void readsEveryProblemAtItsField() {
    operator.press("Validate");
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT).first())
        .containsText("connection");
    operator.node("kafka-downlink").click();
    assertThat(page.locator("[data-field='connection'] .field-error").first()).isVisible();
    PICTURES.take(page, "problems-at-their-fields");
  }

  @Test
  @Order(5)
  void configuresTheDownlinkAndSaves() {
    operator.fill("connection.bootstrapServers", BROKER.bootstrapServers());
    operator.fill("topic", RESULTS);
    page.getByLabel("Name of the rule chain").fill("Demo chain");
    operator.press("Save");
    assertThat(page.getByText("“Demo chain” is saved and runs.")).isVisible();
    assertThat(operator.node("kafka-downlink")).containsText("running");
    PICTURES.take(page, "chain-runs");
    operator.goTo("Rule chains");
    operator.press("Make root");
    assertThat(page.getByText("“Demo chain” is the root chain now.")).isVisible();
  }

  @Test
  @Order(6)
  void dryRunsTheDecoder() {
    page.navigate("/#/integrations/new/kafka-uplink");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Readings");
    operator.fill("connection.bootstrapServers", BROKER.bootstrapServers());
    page.locator("[data-field='topics']").getByText("Add to").click();
    operator.fill("topics.0", READINGS);
    operator.tab("Try the decoder");
    page.locator("[data-field='decoder'] select")
        .first()
        .selectOption(
            new com.microsoft.playwright.options.SelectOption().setLabel("JSON by pointers"));
    Locator payload = page.getByLabel("Payload", new Page.GetByLabelOptions().setExact(true));
    payload.fill("{\"device\":\"pump-7\",\"type\":\"pump\",\"telemetry\":{\"pressure\":4.2}}");
    operator.press("Decode");
    assertThat(page.locator("[data-result='output']")).containsText("pump-7");
    PICTURES.take(page, "decoder-tried");
    payload.fill("{\"telemetry\":{\"pressure\":4.2}}");
    operator.press("Decode");
    assertThat(page.locator("[data-result='error']")).containsText("device");
    PICTURES.take(page, "decoder-says-what-is-wrong");
  }

  @Test
  @Order(7)
  void startsTheUplink() {
    operator.press("Check connection");
    assertThat(page.locator(".check-steps")).containsText("topic");
    PICTURES.take(page, "uplink-checked");
    operator.press("Save and start");
    assertThat(page.getByText("“Readings” is started.")).isVisible();
    assertThat(page.locator(".page-head .badge")).hasText("running");
  }

  @Test
  @Order(8)
  void seesTelemetryRise() {
    for (int i = 0; i < 40; i++) {
      send(
          "{\"device\":\"pump-7\",\"type\":\"pump\",\"telemetry\":{\"pressure\":%d}}".formatted(i));
    }
    operator.goTo("Devices");
    page.getByText("pump-7").click();
    assertThat(page.locator("tr[data-key='pressure']")).containsText("39");
    send("{\"device\":\"pump-7\",\"type\":\"pump\",\"telemetry\":{\"pressure\":40}}");
    assertThat(page.locator("tr[data-key='pressure']")).containsText("40");
    PICTURES.take(page, "telemetry-rises");
    assertThat(BROKER.consume(RESULTS, 41, Duration.ofSeconds(15))).hasSize(41);
    operator.goTo("Live");
    assertThat(page.locator("[data-counter='produced']")).containsText("41");
    PICTURES.take(page, "live-counters");
  }

  @Test
  @Order(9)
  void reDrivesADeadLetterAfterRepairingTheDecoder() {
    send("{\"pump\":\"pump-8\",\"type\":\"pump\",\"telemetry\":{\"pressure\":1}}");
    openReadings();
    operator.tab("Dead letters");
    Locator letter = page.locator("tbody tr");
    waitFor(() -> operator.press("Look again"), letter);
    PICTURES.take(page, "dead-letter");
    operator.tab("Configuration");
    operator.fill("decoder.deviceName", "/device ?? /pump");
    operator.press("Save");
    assertThat(page.getByText("“Readings” is saved and runs.")).isVisible();
    operator.tab("Dead letters");
    operator.press("Re-drive");
    assertThat(page.getByText("One record went back")).isVisible();
    PICTURES.take(page, "dead-letter-re-driven");
    operator.goTo("Devices");
    assertThat(page.getByText("pump-8")).isVisible();
  }

  @Test
  @Order(10)
  void readsWhyALoopIsRefused() {
    page.navigate("/#/integrations/new/kafka-uplink");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Round and round");
    operator.fill("connection.bootstrapServers", BROKER.bootstrapServers());
    page.locator("[data-field='topics']").getByText("Add to").click();
    operator.fill("topics.0", RESULTS);
    operator.press("Save and start");
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT).first())
        .containsText(RESULTS);
    PICTURES.take(page, "loop-refused");
  }

  @Test
  @Order(11)
  void seesThatTheBrokerIsAwayAndComesBack() {
    BROKER.broker().kill();
    openReadings();
    assertThat(page.locator(".page-head .badge")).hasText("degraded");
    PICTURES.take(page, "broker-away");
    Locator outage =
        page.locator("[data-outage]", new Page.LocatorOptions().setHasText("Readings"));
    operator.goTo("Live");
    assertThat(outage).isVisible();
    PICTURES.take(page, "outage");
    startTheLoopWhileNobodyCanTell();
    BROKER.broker().restart();
    operator.goTo("Loop map");
    // The clients wait longer and longer before they try a broker that was away.
    assertThat(page.locator("[data-cycle='refused']"))
        .containsText(RESULTS, new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
    assertThat(page.locator("[data-cycle='refused']")).containsText("Witness topic: " + RESULTS);
    assertThat(page.locator(".loop-map .loop-edge.circling").first()).isAttached();
    PICTURES.take(page, "loop-map");
    operator.press("Use dark colours");
    PICTURES.take(page, "loop-map-in-the-dark");
    operator.goTo("Live");
    PICTURES.take(page, "live-in-the-dark");
    operator.press("Use light colours");
    openReadings();
    assertThat(page.locator(".page-head .badge"))
        .hasText("running", new LocatorAssertions.HasTextOptions().setTimeout(90_000));
    operator.goTo("Live");
    assertThat(outage).hasCount(0);
    send("{\"device\":\"pump-7\",\"type\":\"pump\",\"telemetry\":{\"pressure\":77}}");
    operator.goTo("Devices");
    page.getByText("pump-7").click();
    assertThat(page.locator("tr[data-key='pressure']")).containsText("77");
    PICTURES.take(page, "broker-back");
  }

  @Test
  @Order(12)
  void nothingWentWrongInTheBrowserAndNothingLeftTheMachine() {
    assertThat(chromium.complaints()).isEmpty();
  }

  /** By another name of the broker's machine, so that the cluster is not known yet. */
  private static void startTheLoopWhileNobodyCanTell() {
    operator.goTo("Integrations");
    page.getByText("Round and round", new Page.GetByTextOptions().setExact(true)).click();
    operator.fill(
        "connection.bootstrapServers", BROKER.bootstrapServers().replace("127.0.0.1", "localhost"));
    operator.press("Save and start");
    assertThat(page.getByText("“Round and round” is started.")).isVisible();
  }

  private static void openReadings() {
    operator.goTo("Integrations");
    page.getByText("Readings", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(operator.heading("Readings")).isVisible();
  }

  private static void send(String value) {
    BROKER.produce(READINGS, null, value);
  }

  private static void waitFor(Runnable again, Locator locator) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              again.run();
              return locator.count() > 0;
            });
  }
}

package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sluiceiot.fixtures.OwnBroker;

/** Both directions tried and watched: checks step by step, routes, start and stop, real records. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IntegrationsTest {
  @RegisterExtension static final OwnBroker BROKER = new OwnBroker();
  @RegisterExtension static final Stage STAGE = new Stage("integrations");

  private static final String TOPIC = "site";

  private final Page page = STAGE.page();
  private final Operator operator = STAGE.operator();

  @BeforeAll
  static void topics() {
    BROKER.createTopic(TOPIC, 1);
    BROKER.createTopic("out", 1);
  }

  @Test
  @Order(1)
  void stepsOfACheckAppearAsTheyPass() throws IOException {
    page.navigate("/#/integrations/new/kafka-uplink");
    page.getByLabel("Name", exactly()).fill("Site");
    operator.add("topics");
    operator.fill("topics.0", TOPIC);
    // Takes connections and never says a word: what passed is shown while the rest is tried.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      operator.fill("connection.bootstrapServers", "127.0.0.1:" + silent.getLocalPort());
      operator.press("Check connection");
      assertThat(step("tcp").locator(".badge")).hasText("ok");
      assertThat(page.getByText("Trying the next layer…")).isVisible();
      STAGE.take("check-goes-on");
      assertThat(page.locator("[data-check='failed']")).isVisible();
      assertThat(page.locator(".check-steps")).containsText("does not answer");
      STAGE.take("check-failed");
    }
    operator.fill("connection.bootstrapServers", BROKER.bootstrapServers());
    operator.press("Check connection");
    assertThat(page.locator("[data-check='ok']")).isVisible();
    assertThat(step("topic").first()).containsText("this login may read it");
    assertThat(step("group")).containsText("ms");
    STAGE.take("uplink-checked");
  }

  @Test
  @Order(2)
  void severalRoutesWithFiltersAreMadeInTheForm() {
    route(0, "pumps", "Header", "/pump");
    operator.fill("routes.0.filter.key", "kind");
    operator.fill("routes.0.filter.equals", "pump");
    route(1, "alarms", "JSON field", "/source");
    operator.fill("routes.1.filter.pointer", "/event/kind");
    page.locator("[data-field='routes.1.filter.equals'] .cm-content").fill("\"alarm\"");
    route(2, "doors", "Key", "/door");
    operator.fill("routes.2.filter.equals", "door");
    page.locator("[data-field='routes.1.filter']").scrollIntoViewIfNeeded();
    STAGE.take("routes");
    operator.press("Save and start");
    assertThat(page.getByText("“Site” is started.")).isVisible();
    assertThat(page.locator(".page-head .badge")).hasText("running");
    assertThat(operator.field("routes.1.filter.pointer")).hasValue("/event/kind");

    send("kind", "pump", "x", "{\"pump\":\"pump-1\",\"telemetry\":{\"flow\":3}}");
    send(null, null, "x", "{\"source\":\"gate-2\",\"event\":{\"kind\":\"alarm\"}}");
    send(null, null, "door", "{\"door\":\"door-3\",\"telemetry\":{\"open\":true}}");
    operator.goTo("Devices");
    for (String device : List.of("pump-1", "gate-2", "door-3")) {
      assertThat(page.getByText(device)).isVisible();
    }
    STAGE.take("devices-of-three-routes");
  }

  private void route(int index, String name, String filter, String device) {
    operator.add("routes");
    String at = "routes." + index;
    operator.fill(at + ".name", name);
    operator.select(at + ".filter", filter);
    operator.select(at + ".decoder", "JSON by pointers");
    operator.fill(at + ".decoder.deviceName", device);
  }

  private static void send(String header, String value, String key, String payload) {
    var record =
        new ProducerRecord<>(
            TOPIC,
            null,
            key.getBytes(StandardCharsets.UTF_8),
            payload.getBytes(StandardCharsets.UTF_8));
    if (header != null) {
      record.headers().add(new RecordHeader(header, value.getBytes(StandardCharsets.UTF_8)));
    }
    BROKER.produce(List.of(record));
  }

  @Test
  @Order(3)
  void theDecoderIsTriedOnTheLastRealRecord() {
    openSite();
    operator.tab("Try the decoder");
    operator.press("Last real record");
    assertThat(page.getByText("From now on records are remembered")).isVisible();
    send("kind", "pump", "x", "{\"pump\":\"pump-1\",\"telemetry\":{\"flow\":4.25}}");
    Locator payload = page.getByLabel("Payload", exactly());
    org.awaitility.Awaitility.await()
        .until(
            () -> {
              operator.press("Last real record");
              return payload.textContent().contains("4.25");
            });
    operator.press("Decode");
    assertThat(page.locator("[data-result='output']")).containsText("pump-1");
    STAGE.take("last-real-record");
  }

  @Test
  @Order(4)
  void payloadsAreShownAmongTheEvents() {
    operator.tab("Status and events");
    assertThat(operator.button("Stop showing payloads")).isVisible();
    send("kind", "pump", "x", "{\"pump\":\"pump-1\",\"telemetry\":{\"flow\":5.5}}");
    assertThat(page.locator(".payload").first()).isVisible();
    STAGE.take("status-and-payloads");
    operator.goTo("Events");
    operator.press("Payloads");
    page.locator(".pick").first().click();
    assertThat(page.locator("dialog")).containsText("payload");
    STAGE.take("payload-opened");
    operator.press("Close");
  }

  @Test
  @Order(5)
  void anIntegrationIsStoppedAndStartedFromTheList() {
    operator.goTo("Integrations");
    Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("Site"));
    assertThat(row.locator(".badge")).hasText("running");
    STAGE.take("list");
    row.getByRole(com.microsoft.playwright.options.AriaRole.SWITCH).click();
    assertThat(page.getByText("“Site” is stopped.")).isVisible();
    assertThat(row.locator(".badge")).hasText("stopped");
    STAGE.take("stopped");
    row.getByRole(com.microsoft.playwright.options.AriaRole.SWITCH).click();
    assertThat(page.getByText("“Site” is started.")).isVisible();
    assertThat(row.locator(".badge")).hasText("running");
    openSite();
    operator.press("Stop");
    assertThat(page.locator(".page-head .badge")).hasText("stopped");
    operator.press("Save and start");
    assertThat(page.locator(".page-head .badge")).hasText("running");
  }

  @Test
  @Order(6)
  void aDownlinkIsCheckedInItsDrawer() {
    page.navigate("/#/chains/new");
    operator.drag("kafka-downlink", 300, 200);
    operator.node("kafka-downlink").click();
    operator.fill("connection.bootstrapServers", BROKER.bootstrapServers());
    operator.fill("topic", "out");
    operator.press("Check connection");
    assertThat(page.locator("[data-check='ok']")).isVisible();
    assertThat(step("topic")).containsText("this login may write to it");
    STAGE.take("downlink-checked");
    operator.fill("topic", "missing");
    operator.press("Check connection");
    assertThat(page.locator("[data-check='failed']")).isVisible();
    assertThat(step("topic")).containsText("does not exist");
    STAGE.take("downlink-check-failed");
  }

  private Locator step(String layer) {
    return page.locator(".check-steps [data-layer='" + layer + "']");
  }

  private void openSite() {
    operator.goTo("Integrations");
    page.getByText("Site", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(operator.heading("Site")).isVisible();
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}

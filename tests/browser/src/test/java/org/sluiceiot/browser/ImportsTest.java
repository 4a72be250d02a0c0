package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files of this host and of ThingsBoard, taken through the page and through REST. */
class ImportsTest {
  @RegisterExtension static final Stage STAGE = new Stage("imports");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Page page = STAGE.page();
  private final Operator operator = STAGE.operator();

  private static Path file(String name) {
    return Path.of("src", "test", "resources", "imports", name);
  }

  @Test
  void aRuleChainIsExportedAndImportedAgain() throws Exception {
    operator.goTo("Rule chains");
    page.getByText("Root rule chain").click();
    assertThat(page.locator(".react-flow__node[data-id='telemetry']")).isVisible();
    Download download = page.waitForDownload(() -> operator.press("Export"));
    JsonNode exported = JSON.readTree(Files.readString(download.path()));
    assertThat(exported.at("/document/nodes")).hasSize(3);

    page.navigate("/#/chains/new");
    importChain(download.path());
    assertThat(page.locator(".react-flow__node[data-id='attributes']")).isVisible();
    page.getByLabel("Name of the rule chain").fill("Copy of the root");
    operator.press("Save");
    assertThat(page.getByText("“Copy of the root” is saved and runs.")).isVisible();
    STAGE.take("own-chain-imported");
  }

  @Test
  void aThingsBoardChainWithTheStockKafkaNodeIsMapped() {
    page.navigate("/#/chains/new");
    importChain(file("thingsboard-rule-chain.json"));
    Locator kafka = page.locator(".react-flow__node[data-id='n2']");
    assertThat(kafka).containsText("To Kafka");
    assertThat(page.locator(".problem-bar")).containsText("TbSendEmailNode");
    assertThat(page.getByLabel("Name of the rule chain")).hasValue("Alarms to Kafka");
    kafka.click();
    assertThat(operator.field("topic")).hasValue("readings-${deviceType}");
    assertThat(operator.field("connection.bootstrapServers")).hasValue("127.0.0.1:9092");
    STAGE.take("thingsboard-chain-mapped");
    operator.press("Save");
    assertThat(page.getByText("“Alarms to Kafka” is saved and runs.")).isVisible();
  }

  private void importChain(Path file) {
    operator.press("Import");
    page.getByLabel("File").setInputFiles(file);
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator(".cm-content")).containsText("nodes");
    dialog.getByRole(AriaRole.BUTTON, named("Import")).click();
    assertThat(dialog).not().isVisible();
  }

  @Test
  void aPeIntegrationWithItsConverterIsMapped() {
    operator.goTo("Integrations");
    operator.press("Import");
    page.getByLabel("Integration", exactly()).setInputFiles(file("pe-integration.json"));
    page.getByLabel("Uplink converter", exactly()).setInputFiles(file("pe-converter-tbel.json"));
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator(".cm-content").last()).containsText("tbelDecoder");
    STAGE.take("pe-integration-chosen");
    dialog.getByRole(AriaRole.BUTTON, named("Import")).click();
    assertThat(page.getByLabel("Name", exactly())).hasValue("Meters");
    assertThat(operator.field("topics.0")).hasValue("meters-north");
    assertThat(operator.field("topics.1")).hasValue("meters-south");
    STAGE.take("pe-integration-mapped");

    operator.tab("Try the decoder");
    page.getByLabel("Payload", exactly()).fill("{\"serial\":\"m-1\",\"watts\":230}");
    operator.press("Decode");
    assertThat(page.locator("[data-result='output']")).containsText("m-1");
    assertThat(page.locator("[data-result='output']")).containsText("north");
    STAGE.take("pe-converter-tried");
    operator.press("Save");
    assertThat(page.getByText("“Meters” is saved.")).isVisible();
  }

  @Test
  void aConverterBecomesTheDecoderOfARoute() {
    page.navigate("/#/integrations/new/kafka-uplink");
    page.reload();
    operator.fill("connection.bootstrapServers", "127.0.0.1:9092");
    operator.add("topics");
    operator.fill("topics.0", "doors");
    operator.add("routes");
    operator.fill("routes.0.name", "doors");
    operator.tab("Try the decoder");
    operator.press("Import converter");
    page.getByLabel("Converter", exactly()).setInputFiles(file("pe-converter-js.json"));
    page.getByLabel("Use it as")
        .selectOption(
            new com.microsoft.playwright.options.SelectOption()
                .setLabel("Decoder of route “doors”"));
    STAGE.take("converter-chosen");
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("Import")).click();
    assertThat(page.locator("[data-field='routes.0.decoder'] .cm-content"))
        .containsText("data.door");
    page.getByLabel("Payload", exactly()).fill("{\"door\":\"d-9\",\"open\":true}");
    operator.press("Decode");
    assertThat(page.locator("[data-result='output']")).containsText("d-9");
    STAGE.take("converter-tried");
  }

  @Test
  void restTakesAConverterToo() throws Exception {
    JsonNode answer = convert(Files.readString(file("pe-converter-tbel.json")), 200);
    assertThat(answer.at("/config/decoder/type").asText()).isEqualTo("tbel");
    assertThat(answer.at("/config/decoder/script").asText()).contains("decodeToJson");
    assertThat(answer.at("/config/decoder/updateOnlyKeys/0").asText()).isEqualTo("site");
    assertThat(answer.path("name").asText()).isEqualTo("Meters uplink");

    String downlink = Files.readString(file("pe-converter-js.json")).replace("UPLINK", "DOWNLINK");
    assertThat(convert(downlink, 400).toString()).contains("DOWNLINK");
    assertThat(convert("{\"something\":\"else\"}", 400).toString()).contains("as it was exported");
  }

  private JsonNode convert(String document, int status) throws Exception {
    var answer =
        page.request()
            .post(
                STAGE.host().address()
                    + "/api/tenants/"
                    + STAGE.tenant().id()
                    + "/integrations/convert",
                RequestOptions.create()
                    .setData(
                        Map.of(
                            "type",
                            "kafka-uplink",
                            "config",
                            JSON.readValue(document, Map.class))));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return JSON.readTree(answer.text());
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}

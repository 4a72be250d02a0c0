package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluiceiot.thingsboard.node.NodeReader;

/** The buttons of the forms, with an endpoint that answers from a script. */
class FormToolsTest {
  private static final String RECORD =
      "{\"topic\":\"readings\",\"partition\":0,\"offset\":7,\"timestamp\":1767225600000,\"key\":\""
          + base64("SN-1")
          + "\",\"headers\":[{\"name\":\"site\",\"value\":\""
          + base64("north")
          + "\"}],\"payload\":\""
          + base64("{\"sn\":\"SN-1\",\"t\":21.5}")
          + "\"}";
  private static final String DECODED =
      "{\"entities\":[{\"deviceName\":\"SN-1\",\"deviceType\":\"meter\",\"telemetry\":{\"t\":21.5}}]}";

  private static final Pictures PICTURES = new Pictures("form");
  private static FormStage stage;
  private static Page page;

  @BeforeAll
  static void begin() {
    stage = new FormStage("angular20", true);
    page = stage.page();
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @BeforeEach
  void script() {
    FormSite site = stage.site();
    site.forget();
    site.answers(
        "topics",
        "{\"topics\":[{\"name\":\"readings\",\"partitions\":3,\"records\":1200,\"newest\":1767225600000},{\"name\":\"alarms\",\"partitions\":1,\"records\":4,\"newest\":1767225000000}],\"truncated\":false}");
    site.answers("records", "{\"records\":[" + RECORD + "]}");
    site.answers("decode", DECODED);
    site.answers(
        "propose",
        "{\"decoder\":{\"type\":\"json\",\"deviceName\":\"/sn\",\"entityType\":\"'meter'\",\"telemetry\":{\"t\":\"/t\"},\"attributes\":{}}}");
    site.answers(
        "check",
        "{\"step\":\"name resolution\",\"ok\":true,\"outcome\":\"ok\",\"text\":\"broker is"
            + " 10.0.0.5\"}\n"
            + "{\"step\":\"tcp\",\"ok\":true,\"outcome\":\"ok\",\"text\":\"broker:9092 answers\"}\n"
            + "{\"step\":\"login\",\"ok\":false,\"outcome\":\"failed\",\"text\":\"refused\",\"remedy\":\"check"
            + " the password\"}\n");
    site.answers(
        "dead-letters",
        "{\"topic\":\"group.dead-letter\",\"letters\":[{\"topic\":\"readings\",\"partition\":0,\"offset\":3,\"deadLetterPartition\":0,\"deadLetterOffset\":0,\"timestamp\":1767225600000,\"stage\":\"decode\",\"error\":\"no"
            + " device name\",\"key\":null,\"payload\":\""
            + base64("{\"t\":1}")
            + "\"}]}");
    site.answers("dead-letters/redrive", "{\"sent\":1,\"skipped\":0}");
    site.answers(
        "loops",
        "{\"vertices\":[{\"id\":\"a\",\"name\":\"meters"
            + " in\",\"kind\":\"uplink\",\"cluster\":\"c\",\"topics\":\"readings\"},{\"id\":\"b\",\"name\":\"results"
            + " out\",\"kind\":\"downlink\",\"cluster\":\"c\",\"topics\":\"results\"}],\"edges\":[{\"from\":\"a\",\"to\":\"b\",\"via\":\"rule"
            + " chain\"}],\"cycles\":[]}");
  }

  @AfterEach
  void nothingWasComplainedOf() {
    assertThat(stage.complaints()).isEmpty();
  }

  @Test
  void theConnectionIsCheckedLayerByLayer() {
    stage.open("downlink", NodeReader.fresh("downlink"));
    stage.button("Check connection").click();
    assertThat(page.getByText("The connection does not work; the first red layer says why."))
        .isVisible();
    assertThat(page.locator(".sluice-steps li")).hasCount(3);
    assertThat(page.locator(".sluice-steps li").last())
        .containsText("login refused check the password");
    JsonNode body =
        stage.site().asked().stream()
            .filter(one -> one.what().equals("check"))
            .findFirst()
            .orElseThrow()
            .body();
    assertThat(body.path("type").asText()).isEqualTo("downlink");
    assertThat(body.path("config")).isEqualTo(NodeReader.fresh("downlink"));
    assertThat(body.path("nodeId").asText()).isNotEmpty();
    PICTURES.take(page, "check");
  }

  @Test
  void topicsArePickedFromTheCluster() {
    stage.open("uplink", NodeReader.fresh("uplink"));
    stage.button("Topics of the cluster").click();
    stage.button("Choose readings").click();
    stage.settle();
    assertThat(stage.emitted().path("topics").toString())
        .isEqualTo("[\"my-topic-output\",\"readings\"]");
    stage.button("Leave out readings").click();
    assertThat(stage.emitted().path("topics").toString()).isEqualTo("[\"my-topic-output\"]");
    stage.open("downlink", NodeReader.fresh("downlink"));
    stage.button("Topics of the cluster").click();
    stage.button("Choose alarms").click();
    assertThat(stage.emitted().path("topic").asText()).isEqualTo("alarms");
  }

  @Test
  void aRecordOfTheTopicIsDecodedAndAFailureHasItsPlace() {
    stage.open("uplink", NodeReader.fresh("uplink"));
    stage.button("Try the decoder").click();
    stage.button("Last records").click();
    page.getByText("Take", exactly()).click();
    page.getByText("Decode", exactly()).click();
    assertThat(page.locator("[data-result=output]")).containsText("SN-1");
    assertThat(page.locator("[data-result=output]")).containsText("t: 21.5");
    PICTURES.take(page, "trial");
    JsonNode record =
        stage.site().asked().stream()
            .filter(one -> one.what().equals("decode"))
            .findFirst()
            .orElseThrow()
            .body()
            .path("record");
    assertThat(record.path("payload").asText()).isEqualTo(base64("{\"sn\":\"SN-1\",\"t\":21.5}"));
    assertThat(record.path("key").asText()).isEqualTo(base64("SN-1"));
    assertThat(record.path("headers").path(0).path("name").asText()).isEqualTo("site");
    stage.site().answers("decode", "{\"error\":\"unexpected end\",\"line\":2,\"column\":5}");
    page.getByText("Decode", exactly()).click();
    assertThat(page.locator("[data-result=error]")).hasText("Line 2, column 5: unexpected end");
  }

  @Test
  void deadLettersAreSeenTriedAndSentBack() {
    stage.open("uplink", NodeReader.fresh("uplink"));
    stage.button("Dead letters").first().click();
    assertThat(page.getByText("decode: no device name")).isVisible();
    page.getByText("Try", exactly()).click();
    assertThat(page.locator("[data-result=output]")).containsText("SN-1");
    stage.button("Send all back").click();
    assertThat(page.getByText("1 sent back to their topics, 0 left out.")).isVisible();
  }

  @Test
  void theGuideLeadsFromATopicToDevices() {
    stage.open("uplink", NodeReader.fresh("uplink"));
    stage.button("Guide me").click();
    stage.button("readings (1200)").click();
    stage.button("Record 1").click();
    assertThat(page.locator("[data-result=output]")).containsText("SN-1");
    PICTURES.take(page, "guide");
    stage.button("Take over").click();
    stage.settle();
    assertThat(stage.emitted().path("topics").toString()).isEqualTo("[\"readings\"]");
    assertThat(stage.emitted().path("decoder").path("telemetry").path("t").asText())
        .isEqualTo("/t");
    assertThat(NodeReader.problems("uplink", stage.emitted())).isEmpty();
  }

  @Test
  void theLoopMapIsShown() {
    stage.open("downlink", NodeReader.fresh("downlink"));
    page.getByText("More settings").last().click();
    stage.button("Loop map").click();
    assertThat(page.getByText("No data can circle.")).isVisible();
    assertThat(page.getByText("meters in")).isVisible();
  }

  @Test
  void jsonIsChangedBothWaysAndForeignJsonIsConverted() throws Exception {
    stage
        .site()
        .answers(
            "convert",
            "{\"recognised\":\"stock-kafka-node\",\"type\":\"downlink\",\"config\":{\"connection\":{\"bootstrapServers\":\"old:9092\"},\"topic\":\"out\"},\"mapped\":[{\"from\":\"topicPattern\",\"to\":\"topic\"}],\"notMapped\":[{\"from\":\"kafkaHeadersCharset\",\"reason\":\"headers"
                + " are off\"}]}");
    stage.open("downlink", NodeReader.fresh("downlink"));
    stage.button("JSON").click();
    Locator text = page.locator("sluice-document textarea");
    assertThat(new ObjectMapper().readTree(text.inputValue()))
        .isEqualTo(NodeReader.fresh("downlink"));
    text.fill("{\"connection\": {\"bootstrapServers\": \"b:1\"}, \"topic\": \"typed\"}");
    assertThat(stage.emitted().path("topic").asText()).isEqualTo("typed");
    text.fill("{\"connection\": ");
    assertThat(stage.emitted().isNull()).isTrue();
    assertThat(page.getByText("The text is not a JSON object.")).isVisible();
    text.fill("{\"bootstrapServers\": \"old:9092\", \"topicPattern\": \"out\"}");
    assertThat(page.getByText("This is the JSON of a stock Kafka node.")).isVisible();
    assertThat(page.locator("[data-conversion]")).containsText("kafkaHeadersCharset");
    PICTURES.take(page, "converted");
    stage.button("Take over").click();
    stage.settle();
    assertThat(stage.emitted().toString())
        .isEqualTo("{\"connection\":{\"bootstrapServers\":\"old:9092\"},\"topic\":\"out\"}");
    page.getByText("Form", exactly()).click();
    assertThat(page.getByLabel("Bootstrap servers")).hasValue("old:9092");
  }

  @Test
  void whatIsWrongIsSaidAtItsFieldAndByTheNodeToo() {
    stage.open("uplink", NodeReader.fresh("uplink"));
    page.getByLabel("Bootstrap servers").fill("");
    page.getByLabel("Bootstrap servers").blur();
    assertThat(page.locator("[data-path='connection.bootstrapServers'] mat-error"))
        .hasText("Is required");
    assertThat(stage.emitted().isNull()).isTrue();
    page.getByLabel("Bootstrap servers").fill("broker:9092");
    stage.run(
        "() => driver.type(document.querySelector(\"[data-path='startAt'] input\"), 'someday')");
    stage.settle();
    assertThat(stage.emitted().isNull()).isTrue();
    stage.run("() => dialog.instance.validate()");
    assertThat(page.locator("[data-path='startAt'] mat-error")).not().isEmpty();
    PICTURES.take(page, "wrong");
    stage.run(
        "() => driver.type(document.querySelector(\"[data-path='startAt'] input\"), 'latest')");
    stage.settle();
    assertThat(stage.emitted().path("startAt").asText()).isEqualTo("latest");
  }

  @Test
  void secretsAreMaskedFilesAreReadAndAnUnknownPropertyStays() throws Exception {
    JsonNode config =
        new ObjectMapper()
            .readTree(
                "{\"connection\":{\"bootstrapServers\":\"b:9092\",\"security\":{\"type\":\"sasl-ssl\",\"sasl\":{\"type\":\"scram\",\"username\":\"u\",\"password\":\"secret\"}}},\"topics\":[\"a\"],\"unheardOf\":{\"kept\":1}}");
    stage.open("uplink", config);
    assertThat(stage.json("dialog.emitted")).isEmpty();
    Locator password = page.locator("[data-path='connection.security.sasl.password'] input");
    assertThat(password).hasAttribute("type", "password");
    stage.button("Show Password").click();
    assertThat(password).hasAttribute("type", "text");
    assertThat(page.getByText("Not known to this node and without effect: unheardOf")).isVisible();
    page.locator("[data-path='connection.security.tls.trustedCertificates'] ~ input[type=file]")
        .setInputFiles(
            new com.microsoft.playwright.options.FilePayload(
                "ca.pem", "text/plain", "PEM".getBytes()));
    assertThat(page.locator("[data-path='connection.security.tls.trustedCertificates'] textarea"))
        .hasValue("PEM");
    assertThat(stage.emitted().at("/connection/security/tls/trustedCertificates").asText())
        .isEqualTo("PEM");
    assertThat(stage.emitted().at("/unheardOf/kept").asInt()).isEqualTo(1);
    PICTURES.take(page, "security");
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  @Test
  void picturesOfBothForms() {
    stage.open("uplink", NodeReader.fresh("uplink"));
    assertThat(page.getByText("Check connection")).isVisible();
    page.evaluate("scrollTo(0, 0)");
    PICTURES.take(page, "uplink");
    stage.open("downlink", NodeReader.fresh("downlink"));
    assertThat(page.getByText("Check connection")).isVisible();
    PICTURES.take(page, "downlink");
  }

  /**
   * Loaded again and again, Angular warns that it has seen these components; so not on the stage.
   */
  @Test
  void theFileIsSmallAndLoadsQuickly() throws Exception {
    try (FormStage own = new FormStage("angular18", false)) {
      double millis = own.json("await driver.loads(9)").asDouble();
      long bytes = Files.size(FormSite.FILE);
      System.out.printf("sluice.js figure=%d bytes, loaded in %.1f ms%n", bytes, millis);
      assertThat(millis).isLessThan(100);
      assertThat(bytes).isLessThan(150_000);
    }
  }
}

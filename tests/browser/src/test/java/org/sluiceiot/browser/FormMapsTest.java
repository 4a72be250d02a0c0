package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every kind of map and list of the forms: filled, renamed, removed, saved and opened again. */
class FormMapsTest {
  @RegisterExtension static final Stage STAGE = new Stage("maps");

  private final Page page = STAGE.page();
  private final Operator operator = STAGE.operator();
  private final Stored stored = new Stored(STAGE);

  @Test
  void rowsOfEveryMapOfAnUplinkAreFilledRenamedAndRemoved() throws Exception {
    newUplink("Maps");
    operator.select("connection.security", "SASL_PLAINTEXT: login without encryption");
    operator.select("connection.security.sasl", "OAUTHBEARER: OAuth 2 client credentials");
    operator.fill("connection.security.sasl.tokenEndpoint", "https://login.example/token");
    operator.fill("connection.security.sasl.clientId", "meters");
    operator.fill("connection.security.sasl.clientSecret", "s3cret");
    operator.select("decoder", "JSON by pointers");
    operator.add("routes");
    operator.select("routes.0.decoder", "CSV");
    unfold();
    fillRenameAndRemove("connection.otherProperties", "max.poll.records", "100");
    fillRenameAndRemove("connection.security.sasl.extensions", "logicalCluster", "lkc-1");
    fillRenameAndRemove("metadata", "site", "north");
    fillRenameAndRemove("decoder.telemetry", "kwh", "/counter/kwh");
    fillRenameAndRemove("decoder.attributes", "serial", "/serial");
    fillRenameAndRemove("routes.0.decoder.fields.telemetry", "flow", "/flow");
    fillRenameAndRemove("routes.0.decoder.fields.attributes", "unit", "'l/s'");
    STAGE.take("uplink");
    operator.press("Save");
    assertThat(page.getByText("“Maps” is saved.")).isVisible();

    JsonNode config = stored.integration("Maps").path("config");
    assertThat(config.at("/connection/otherProperties").toString())
        .isEqualTo("{\"max.poll.records\":\"100\"}");
    assertThat(config.at("/connection/security/sasl/extensions").toString())
        .isEqualTo("{\"logicalCluster\":\"lkc-1\"}");
    assertThat(config.at("/metadata").toString()).isEqualTo("{\"site\":\"north\"}");
    assertThat(config.at("/decoder/telemetry").toString()).isEqualTo("{\"kwh\":\"/counter/kwh\"}");
    assertThat(config.at("/decoder/attributes").toString()).isEqualTo("{\"serial\":\"/serial\"}");
    assertThat(config.at("/routes/0/decoder/fields/telemetry").toString())
        .isEqualTo("{\"flow\":\"/flow\"}");
    assertThat(config.at("/routes/0/decoder/fields/attributes").toString())
        .isEqualTo("{\"unit\":\"'l/s'\"}");
    isTheSameAfterOpeningAndSaving("Maps");
  }

  @Test
  void rowsOfEveryMapAndListOfADownlinkAreFilledRenamedAndRemoved() throws Exception {
    page.navigate("/#/chains/new");
    page.getByLabel("Name of the rule chain").fill("Mapped");
    operator.drag("kafka-downlink", 300, 200);
    operator.node("kafka-downlink").click();
    operator.fill("connection.bootstrapServers", "127.0.0.1:9092");
    operator.fill("topic", "out");
    operator.select("value", "JSON by mapping");
    unfold();
    fillRenameAndRemove("value.mapping", "who", "device.name");
    fillRenameAndRemove("connection.otherProperties", "linger.ms", "20");
    undoneRowsAreGone();
    for (int i = 0; i < 3; i++) {
      operator.add("headers.fixed");
      operator.fill("headers.fixed." + i + ".name", "header-" + i);
      operator.fill("headers.fixed." + i + ".value", "value-" + i);
    }
    Locator headers = page.locator("[data-field='headers.fixed']");
    headers.getByLabel("Remove entry 1").click();
    headers.getByLabel("Move down entry 1").click();
    operator.fill("headers.fixed.0.name", "first");
    STAGE.take("downlink");
    operator.press("Save");
    assertThat(page.getByText("“Mapped” is saved and runs.")).isVisible();

    JsonNode config = stored.chain("Mapped").at("/document/nodes/0/config");
    assertThat(config.at("/value/mapping").toString()).isEqualTo("{\"who\":\"device.name\"}");
    assertThat(config.at("/connection/otherProperties").toString())
        .isEqualTo("{\"linger.ms\":\"20\"}");
    assertThat(config.at("/headers/fixed").toString())
        .isEqualTo(
            "[{\"name\":\"first\",\"value\":\"value-2\"},"
                + "{\"name\":\"header-1\",\"value\":\"value-1\"}]");
  }

  /** What a row shows is what is stored, also when that was changed from elsewhere. */
  private void undoneRowsAreGone() {
    page.getByLabel("Name of the node").fill("To Kafka"); // Begins another step of undo.
    Pairs mapping = new Pairs(page, "value.mapping").add("gone", "again");
    operator.press("Undo");
    mapping.show("who", "device.name");
  }

  @Test
  void whatIsWrongWithAPairStandsAtThePair() {
    newUplink("Wrong pair");
    unfold();
    new Pairs(page, "connection.otherProperties")
        .add("max.poll.records", "100")
        .add("ssl.keystore.location", "/etc/passwd");
    operator.press("Save");
    Locator errors = page.locator("[data-field='connection.otherProperties'] .field-error");
    assertThat(errors).hasCount(1);
    assertThat(page.locator("[data-field='connection.otherProperties'] .stack > div").nth(1))
        .containsText("not");
    STAGE.take("wrong-pair");
  }

  @Test
  void aRowThatIsNotKeptSaysSo() {
    newUplink("Unfinished");
    unfold();
    Pairs metadata = new Pairs(page, "metadata").add("", "north").add("site", "a").add("site", "b");
    Locator errors = page.locator("[data-field='metadata'] .field-error");
    assertThat(errors.first()).containsText("has no name yet");
    assertThat(errors.last()).containsText("“site” stands here twice");
    metadata.rename("", "area").rename("site", "place");
    assertThat(errors).hasCount(0);
    metadata.show("area", "north", "place", "a", "site", "b");
  }

  @Test
  void documentedFieldsWithoutATypeStayAsTheyWereWritten() throws Exception {
    String config =
        """
        {"connection": {"bootstrapServers": "127.0.0.1:9092"}, "topics": ["readings"],
         "decoder": {"type": "cbor", "fields": {"deviceName": "/id", "telemetry": {"*": ""}}},
         "metadata": {"site": "north"}}""";
    stored.create("Documented", config);
    isTheSameAfterOpeningAndSaving("Documented");
    assertThat(stored.integration("Documented").at("/config/decoder/fields").toString())
        .isEqualTo("{\"deviceName\":\"/id\",\"telemetry\":{\"*\":\"\"}}");
  }

  private void newUplink(String name) {
    page.navigate("/#/integrations/new/kafka-uplink");
    page.reload();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
    operator.fill("connection.bootstrapServers", "127.0.0.1:9092");
    operator.add("topics");
    operator.fill("topics.0", "readings");
  }

  /** Leaves exactly one pair in a map that held none or those of its default. */
  private void fillRenameAndRemove(String path, String name, String value) {
    Pairs pairs = new Pairs(page, path);
    pairs.add("first one", "x").add("second", value).rename("second", name);
    pairs.change("first one", "changed").remove("first one");
    while (pairs.rows().count() > 1) {
      pairs.remove(pairs.rows().first().locator("input").first().inputValue());
    }
    pairs.show(name, value);
  }

  private void isTheSameAfterOpeningAndSaving(String name) throws Exception {
    JsonNode before = stored.integration(name);
    page.navigate("/#/integrations/" + before.path("id").asText());
    page.reload();
    assertThat(operator.heading(name)).isVisible();
    assertThat(operator.field("connection.bootstrapServers")).hasValue("127.0.0.1:9092");
    operator.press("Save");
    assertThat(page.getByText("“" + name + "” is saved.")).isVisible();
    assertThat(stored.integration(name).path("config")).isEqualTo(before.path("config"));
  }

  /** Opens everything that is folded away, also within what was. */
  private void unfold() {
    Locator folded = page.locator(".config-form details:not([open]) > summary");
    while (folded.count() > 0) {
      folded.first().click();
    }
  }
}

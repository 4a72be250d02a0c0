package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluiceiot.thingsboard.node.NodeReader;

/** What the forms say in which language, and what they fetch for it. */
class FormLanguageTest {
  private static final Pictures PICTURES = new Pictures("language");
  private static FormStage stage;
  private static Page page;

  @BeforeAll
  static void begin() {
    stage = new FormStage("angular20", true);
    page = stage.page();
  }

  @AfterAll
  static void end() {
    assertThat(stage.complaints()).isEmpty();
    stage.close();
  }

  @Test
  void germanIsWholeOtherLanguagesReadEnglishAndNothingCanBeChangedWhileDisabled() {
    stage.open("uplink", NodeReader.fresh("uplink"), "de_DE");
    assertThat(page.getByText("Verbindung prüfen")).isVisible();
    assertThat(page.getByLabel("Beginnen bei")).isVisible();
    PICTURES.take(page, "german");
    stage.open("uplink", NodeReader.fresh("uplink"), "fr_FR");
    assertThat(page.getByText("Check connection")).isVisible();
    stage.run("() => { dialog.instance.disabled = true; }");
    assertThat(page.getByLabel("Start at")).isDisabled();
    assertThat(stage.json("dialog.emitted")).isEmpty();
  }

  @Test
  void valuesToChooseFromAreInWordsOfEachLanguage() throws Exception {
    JsonNode config =
        new ObjectMapper()
            .readTree(
                "{\"connection\":{\"bootstrapServers\":\"b:9092\"},\"topics\":[\"a\"],\"delivery\":\"own-chain\",\"failures\":{\"strategy\":\"stop\"}}");
    stage.open("uplink", config);
    Locator delivery = page.locator("[data-path='delivery.strategy'] mat-select");
    Locator failures = page.locator("[data-path='failures.strategy'] mat-select");
    assertThat(delivery).hasText("Own chain");
    assertThat(failures).hasText("Stop");
    failures.click();
    assertThat(page.locator("mat-option")).hasText(new String[] {"Dead letter", "Skip", "Stop"});
    page.locator("mat-option").first().click();
    stage.settle();
    assertThat(stage.emitted().path("failures").isMissingNode())
        .as("a default is left out")
        .isTrue();
    stage.open("uplink", config, "de_DE");
    // With the value itself, which help texts and the configuration name.
    assertThat(delivery).hasText("Eigene Kette (own-chain)");
    assertThat(failures).hasText("Anhalten (stop)");
    assertThat(stage.json("dialog.emitted")).isEmpty();
  }

  @Test
  void whatOnlyTheJarFindsOutIsSaidInGermanAtItsField() throws Exception {
    JsonNode config =
        new ObjectMapper()
            .readTree(
                "{\"connection\":{\"bootstrapServers\":\"http://b:9092\"},\"topics\":[\"a\",\"b:0\"]}");
    Locator servers = page.locator("[data-path='connection.bootstrapServers'] mat-error");
    stage.open("uplink", config);
    stage.run("() => dialog.instance.validate()");
    assertThat(servers)
        .hasText("'http://b:9092' is a URL; write host:port, without the part up to '//'");
    stage.open("uplink", config, "de_DE");
    stage.run("() => dialog.instance.validate()");
    assertThat(servers)
        .hasText("'http://b:9092' ist eine URL; host:port schreiben, ohne den Teil bis '//'");
    assertThat(page.locator("[data-path='topics']"))
        .containsText("mischt ganze Topics und einzelne Partitionen; zwei Uplinks verwenden");
  }

  /** Its own stage: what the browser says of the missing file is no complaint here alone. */
  @Test
  void withoutTheGermanFileTheFormsAreEnglishAndWork() {
    try (FormStage own = new FormStage("angular18", false)) {
      own.site().withoutGerman();
      own.open("uplink", NodeReader.fresh("uplink"), "de_DE");
      assertThat(own.page().getByLabel("Start at")).isVisible();
      assertThat(own.page().getByLabel("Bootstrap servers")).isVisible();
      assertThat(own.json("dialog.emitted")).isEmpty();
      assertThat(own.complaints()).allMatch(text -> text.contains("404"));
    }
  }

  @Test
  void nobodyButAGermanFormFetchesTheGermanFile() {
    List<String> fetched = new CopyOnWriteArrayList<>();
    try (FormStage own = new FormStage("angular20", false)) {
      own.page().onRequest(request -> fetched.add(request.url()));
      own.open("uplink", NodeReader.fresh("uplink"), "en_US");
      own.open("downlink", NodeReader.fresh("downlink"), "fr_FR");
      assertThat(own.page().getByLabel("Bootstrap servers")).isVisible();
      assertThat(fetched).noneMatch(url -> url.contains("sluice-de.json"));
      own.open("downlink", NodeReader.fresh("downlink"), "de_DE");
      assertThat(own.page().getByText("Verbindung", new Page.GetByTextOptions().setExact(true)))
          .isVisible();
      own.open("uplink", NodeReader.fresh("uplink"), "de_DE");
      assertThat(own.page().getByLabel("Beginnen bei")).isVisible();
      assertThat(fetched).filteredOn(url -> url.contains("sluice-de.json")).hasSize(1);
      assertThat(own.complaints()).isEmpty();
    }
  }
}

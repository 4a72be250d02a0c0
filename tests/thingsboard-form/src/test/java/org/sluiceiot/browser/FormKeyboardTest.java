package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.thingsboard.node.NodeReader;

/** A whole configuration without a mouse. */
class FormKeyboardTest {
  private static final String UNNAMED =
      """
      [...document.querySelectorAll('button, input:not([hidden]), textarea, mat-select')]
        .filter(one => !one.closest('[hidden]') && !(one.ariaLabel || one.getAttribute('aria-label')
          || one.getAttribute('aria-labelledby') || one.labels?.length || one.textContent.trim()))
        .map(one => one.outerHTML.slice(0, 200))""";

  @ParameterizedTest
  @ValueSource(strings = "angular20")
  void everythingIsReachedAndChangedByKeysAlone(String angular) {
    try (FormStage stage = new FormStage(angular, false)) {
      Page page = stage.page();
      stage.open("uplink", NodeReader.fresh("uplink"));
      assertThat(stage.json("dialog.emitted")).isEmpty();

      Locator servers = page.getByLabel("Bootstrap servers");
      reach(page, servers);
      page.keyboard().press("Control+A");
      page.keyboard().type("broker:9092");

      Locator delivery = page.locator("[data-path='delivery.strategy'] mat-select");
      reach(page, delivery);
      page.keyboard().press("Enter");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      assertThat(delivery).hasText("Own chain");

      Locator create = page.locator("[data-path='entities.create'] button[role=switch]");
      reach(page, create);
      page.keyboard().press("Space");
      assertThat(create).hasAttribute("aria-checked", "false");

      Locator more = page.locator("mat-expansion-panel-header").first();
      reach(page, more);
      page.keyboard().press("Enter");
      assertThat(more).hasAttribute("aria-expanded", "true");

      stage.settle();
      assertThat(stage.emitted().at("/connection/bootstrapServers").asText())
          .isEqualTo("broker:9092");
      assertThat(stage.emitted().path("delivery").asText()).isEqualTo("own-chain");
      assertThat(stage.emitted().at("/entities/create").asBoolean(true)).isFalse();
      stage.run("() => driver.unfold('')");
      assertThat(stage.json(UNNAMED)).as("fields and buttons without a name").isEmpty();
      assertThat(
              stage
                  .json(
                      "[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).length")
                  .asInt())
          .as("elements out of their order")
          .isZero();
      assertThat(stage.complaints()).isEmpty();
    }
  }

  /** Goes on with the tabulator until the element has the focus. */
  private static void reach(Page page, Locator wanted) {
    for (int i = 0; i < 150; i++) {
      if ((boolean) wanted.evaluate("element => element === document.activeElement")) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(wanted + " is not reached by keys");
  }
}

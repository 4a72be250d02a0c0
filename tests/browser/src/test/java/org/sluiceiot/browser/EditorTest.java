package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rule chain editor without a mouse, backwards, and in the dark. */
class EditorTest {
  @RegisterExtension static final Stage STAGE = new Stage("editor");

  private final Page page = STAGE.page();
  private final Operator operator = STAGE.operator();

  @Test
  void aChainIsMadeEditedAndSavedWithTheKeyboardAlone() {
    page.navigate("/#/chains/new");
    page.reload();
    assertThat(page.locator("[data-node-type='log']")).isVisible();
    key("[data-node-type='message-type-switch']", "Enter");
    assertThat(page.locator("aside.drawer")).isFocused();
    page.keyboard().press("Escape");
    assertThat(operator.node("message-type-switch")).isFocused();
    key("[data-node-type='log']", "Enter");
    key("[data-node-type='script-filter']", "Enter");

    type("input[aria-label='Name of the node']", "Only warm ones");
    operator.tabTo("[data-field='script'] .cm-content");
    page.keyboard().press("Control+a");
    page.keyboard().type("return msg.temperature > 20;");
    STAGE.take("node-edited-by-keyboard");
    page.keyboard().press("Escape");

    connect("message-type-switch", "Only warm ones", "Post telemetry");
    connect("script-filter", "Log", "True");
    assertThat(page.locator(".react-flow__edge-text")).hasCount(2);

    type("input[aria-label='Name of the rule chain']", "By keyboard");
    page.keyboard().press("Control+s");
    assertThat(page.getByText("“By keyboard” is saved and runs.")).isVisible();
    assertThat(operator.node("log")).containsText("running");
    STAGE.take("saved-by-keyboard");

    key(".react-flow__node[data-id='log-1']", "Enter");
    page.keyboard().press("Escape");
    page.keyboard().press("ArrowRight");
    assertThat(page.getByText("not saved")).isVisible();
    page.keyboard().press("Delete");
    assertThat(operator.node("log")).not().isVisible();
    page.keyboard().press("Control+z");
    assertThat(operator.node("log")).isVisible();
  }

  private void key(String selector, String key) {
    operator.tabTo(selector);
    page.keyboard().press(key);
  }

  private void type(String selector, String text) {
    operator.tabTo(selector);
    page.keyboard().press("Control+a");
    page.keyboard().type(text);
  }

  /** Opens a node, goes to its connections and adds one. */
  private void connect(String from, String to, String relation) {
    key(".react-flow__node[data-id='" + from + "-1']", "Enter");
    key("#tab-settings", "ArrowRight");
    operator.tabTo("#connect-to");
    page.keyboard().type(to);
    key(".drawer .connect", "Enter");
    operator.tabTo("dialog .relation input[data-relation='" + relation + "']");
    page.keyboard().press("Space");
    key("dialog footer .primary", "Enter");
    page.keyboard().press("Escape");
  }

  @Test
  void stepsAreTakenBackAndDoneAgain() {
    page.navigate("/#/chains/new");
    page.reload();
    operator.drag("log", 300, 120);
    operator.drag("script-filter", 300, 320);
    operator.connect("script-filter", "log", "True");
    Locator edges = page.locator(".react-flow__edge-text");
    assertThat(edges).hasText("True");
    operator.press("Undo");
    assertThat(edges).hasCount(0);
    operator.press("Undo");
    assertThat(operator.node("script-filter")).not().isVisible();
    STAGE.take("taken-back");
    operator.press("Redo");
    operator.press("Redo");
    assertThat(edges).hasText("True");
    assertThat(operator.button("Redo")).isDisabled();

    operator.node("log").click();
    page.getByLabel("Name of the node").fill("Write down");
    assertThat(operator.node("log")).containsText("Write down");
    operator.press("Undo");
    assertThat(operator.node("log")).not().containsText("Write down");
    STAGE.take("done-again");
  }

  @Test
  void everyPlaceIsDarkWhenOneWantsIt() {
    operator.goTo("Live");
    operator.press("Use dark colours");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    STAGE.take("dark-live");
    Map<String, String> places =
        Map.of(
            "Rule chains", "dark-chains",
            "Integrations", "dark-integrations",
            "Loop map", "dark-loops",
            "Events", "dark-events",
            "Operator", "dark-operator");
    places.forEach(
        (place, picture) -> {
          operator.goTo(place);
          STAGE.take(picture);
        });
    page.navigate("/#/integrations/new/kafka-uplink");
    operator.tab("Try the decoder");
    assertThat(page.locator(".cm-editor").first()).isVisible();
    STAGE.take("dark-decoder");
    page.navigate("/#/chains/new");
    operator.drag("script-filter", 300, 200);
    operator.node("script-filter").click();
    assertThat(page.locator(".drawer .cm-editor")).isVisible();
    STAGE.take("dark-editor");
    operator.press("Use light colours");
    assertThat(page.locator("html")).hasAttribute("data-theme", "light");
  }
}

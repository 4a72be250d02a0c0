package org.sluiceiot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;

/** What a person at the page does, in that person's words. */
final class Operator {
  private final Page page;

  Operator(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  void logIn(String password) {
    logIn("admin", password);
  }

  void logIn(String name, String password) {
    page.navigate("/");
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(password);
    press("Log in");
    assertThat(page.getByRole(AriaRole.NAVIGATION, named("Main"))).isVisible();
  }

  void goTo(String place) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(place).setExact(true))
        .click();
    assertThat(heading(place)).isVisible();
  }

  void choose(String tenant) {
    page.getByLabel("Tenant", new Page.GetByLabelOptions().setExact(true))
        .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(tenant));
  }

  void press(String button) {
    button(button).click();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String text) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
  }

  void tab(String name) {
    page.getByRole(AriaRole.TAB, named(name)).click();
  }

  /** Fills a field of a generated form, found by its property's path. */
  void fill(String path, String text) {
    Locator field = page.locator("[data-field='" + path + "'] .input").first();
    field.fill(text);
    field.blur();
  }

  /** Chooses a variant or a constant in a field of a generated form by its title. */
  void select(String path, String title) {
    page.locator("[data-field='" + path + "'] select")
        .first()
        .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(title));
  }

  /** What a field of a generated form holds. */
  Locator field(String path) {
    return page.locator("[data-field='" + path + "'] .input").first();
  }

  /** Adds an entry to a list of a generated form. */
  void add(String path) {
    page.locator("[data-field='" + path + "'] > .stack > div > button").last().click();
  }

  /** Presses Tab until what a selector names has the focus, as one does without a mouse. */
  void tabTo(String selector) {
    for (int i = 0; i < 200; i++) {
      page.keyboard().press("Tab");
      if ((Boolean)
          page.evaluate("selector => !!document.activeElement?.matches(selector)", selector)) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  /** Drags a node of the palette to a place on the canvas. */
  void drag(String type, int x, int y) {
    page.locator("[data-node-type='" + type + "']")
        .dragTo(
            page.locator(".react-flow__pane"), new Locator.DragToOptions().setTargetPosition(x, y));
    assertThat(node(type)).isVisible();
    press("Close");
  }

  Locator node(String type) {
    return page.locator(".react-flow__node[data-id='" + type + "-1']");
  }

  /** Draws a connection with the mouse and says on which outcome. */
  void connect(String from, String to, String relation) {
    BoundingBox start = node(from).locator(".react-flow__handle.source").boundingBox();
    BoundingBox end = node(to).locator(".react-flow__handle.target").boundingBox();
    page.mouse().move(start.x + start.width / 2, start.y + start.height / 2);
    page.mouse().down();
    page.mouse()
        .move(
            end.x + end.width / 2,
            end.y + end.height / 2,
            new com.microsoft.playwright.Mouse.MoveOptions().setSteps(8));
    page.mouse().up();
    page.getByRole(AriaRole.CHECKBOX, named(relation)).check();
    press("Connect");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}

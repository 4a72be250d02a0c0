package org.sluiceiot.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A form in the stand-in of ThingsBoard's dialog, in a browser. Not safe for several threads. */
final class FormStage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FormSite site;
  private final Chromium chromium;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /**
   * @param connected whether the jar's endpoint answers
   */
  FormStage(String angular, boolean connected) {
    try {
      site = new FormSite(angular);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (connected) {
      site.answers("version", "{\"version\": \"1\"}");
    }
    chromium = new Chromium();
    page = chromium.open(site.address());
    page.setViewportSize(960, 900);
    page.onConsoleMessage(
        message -> {
          // A refusal is an answer that the form tells; the browser logs it all the same.
          if (List.of("error", "warning").contains(message.type())
              && !message.text().contains("400 (Bad Request)")) {
            complaints.add(message.text());
          }
        });
    page.navigate(site.address());
    page.waitForFunction("window.driver");
  }

  Page page() {
    return page;
  }

  FormSite site() {
    return site;
  }

  /** Every error and warning of the console, which hides nothing of what Angular swallows. */
  List<String> complaints() {
    complaints.addAll(chromium.complaints());
    return List.copyOf(complaints);
  }

  void open(String kind, JsonNode config) {
    open(kind, config, "en_US");
  }

  void open(String kind, JsonNode config, String language) {
    String directive =
        "sluiceKafka" + kind.substring(0, 1).toUpperCase() + kind.substring(1) + "Config";
    run(
        "([name, config, language]) => driver.opened(name, JSON.parse(config), language)",
        directive,
        config.toString(),
        language);
    settle();
  }

  /** Waits until the endpoint has said what it thinks of the present configuration. */
  void settle() {
    page.waitForFunction("driver.settled");
  }

  void run(String function, Object... arguments) {
    page.evaluate(function, List.of(arguments));
  }

  /** What was emitted last; null when nothing was, or when the configuration is invalid. */
  JsonNode emitted() {
    return json("driver.last ?? null");
  }

  /** The configuration as the form would save it, valid or not. */
  JsonNode config() {
    return json("driver.config");
  }

  JsonNode json(String expression) {
    try {
      return JSON.readTree(
          (String) page.evaluate("(async () => JSON.stringify(" + expression + "))()"));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Locator button(String name) {
    return page.getByRole(
        com.microsoft.playwright.options.AriaRole.BUTTON,
        new Page.GetByRoleOptions().setName(name).setExact(false));
  }

  @Override
  public void close() {
    chromium.close();
    site.close();
  }
}

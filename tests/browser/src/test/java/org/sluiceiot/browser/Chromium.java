package org.sluiceiot.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chromium without a window: the machine's own, or else the one that Playwright downloads. */
final class Chromium implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage");

  /** In milliseconds; a save alone waits up to ten seconds for the loop guard. */
  private static final double PATIENCE = 30_000;

  private final List<String> complaints = new ArrayList<>();
  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    Path node = Programs.node();
    Optional<Path> installed = Programs.chromium();
    if (installed.isEmpty()) {
      Programs.downloadChromium(node);
    }
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.toString(),
                        // Otherwise it downloads all of its browsers here.
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
    installed.ifPresent(options::setExecutablePath);
    browser = playwright.chromium().launch(options);
  }

  /** A page of its own, as large as a small laptop shows. */
  Page open(String address) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(1280, 720)
                .setAcceptDownloads(true));
    context.setDefaultTimeout(PATIENCE);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    Page page = context.newPage();
    page.onPageError(error -> complaints.add("error: " + error));
    page.onRequest(
        request -> {
          String url = request.url();
          if (!url.startsWith(address) && !url.startsWith("data:") && !url.startsWith("blob:")) {
            complaints.add("request to elsewhere: " + url);
          }
        });
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && message.text().contains("Content Security")) {
            complaints.add(message.text());
          }
        });
    page.onDialog(com.microsoft.playwright.Dialog::accept);
    return page;
  }

  /** Errors of scripts, requests to other hosts and what the content policy refused. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

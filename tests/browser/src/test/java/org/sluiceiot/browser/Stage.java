package org.sluiceiot.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.sluiceiot.platform.tenant.Tenant;

/**
 * A host with a tenant that may use the plugin, and a browser in which the operator is logged in;
 * lives as long as the test class. A picture is taken of every failure.
 */
final class Stage implements BeforeAllCallback, AfterAllCallback, TestWatcher {
  private final Pictures pictures;
  private Path folder;
  private RunningHost host;
  private Chromium chromium;
  private Operator operator;
  private Tenant tenant;

  /**
   * @param story begins the names of its pictures
   */
  Stage(String story) {
    this.pictures = new Pictures(story);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    try {
      folder = java.nio.file.Files.createTempDirectory("sluice-stage");
      host = new RunningHost(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tenant = host.platform().createTenant("North");
    host.platform().enablePlugin(tenant.id(), "kafka", true);
    chromium = new Chromium();
    operator = new Operator(chromium.open(host.address()));
    operator.logIn(host.password());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> complaints = List.of();
    if (chromium != null) {
      complaints = chromium.complaints();
      chromium.close();
    }
    if (host != null) {
      host.close();
    }
    Folders.delete(folder);
    Assertions.assertThat(complaints).as("errors, and requests to elsewhere").isEmpty();
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    take("failed-" + context.getRequiredTestMethod().getName());
  }

  RunningHost host() {
    return host;
  }

  Chromium chromium() {
    return chromium;
  }

  Page page() {
    return operator.page();
  }

  Operator operator() {
    return operator;
  }

  Tenant tenant() {
    return tenant;
  }

  void take(String name) {
    pictures.take(page(), name);
  }
}

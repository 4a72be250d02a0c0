package org.sluiceiot.browser;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The programs that these tests need besides Java: the Node that built the page, and the machine's
 * own Chromium, or Playwright's where the machine has none. Stateless.
 */
final class Programs {
  private static final List<String> CHROMIUM =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private Programs() {}

  /** What the page's build has used: the one on the PATH, or the one that Maven brought. */
  static Path node() {
    return fromBuild()
        .or(() -> onPath(List.of("node")))
        .orElseThrow(
            () -> new AssertionError("these tests need Node: build platform/web first (-am)"));
  }

  private static Optional<Path> fromBuild() {
    Path file = Path.of(System.getProperty("sluice.node.properties", "node.properties"));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Without a folder it is only a name, to be looked for on the PATH.
    return Optional.ofNullable(properties.getProperty("page.node"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .filter(Files::isExecutable);
  }

  /** Empty where there is none on the PATH. */
  static Optional<Path> chromium() {
    return onPath(CHROMIUM);
  }

  /**
   * Downloads Playwright's Chromium unless that was done before; blocks meanwhile.
   *
   * @param node runs the download
   * @throws AssertionError it failed; the message tells what to do
   */
  static void downloadChromium(Path node) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "com.microsoft.playwright.CLI",
                "install",
                "chromium"));
    if ("--yes".equals(System.getenv("SLUICE_SETUP_YES"))) {
      // The system's libraries that it needs; installs them, which wants root.
      command.add("--with-deps");
    }
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("PLAYWRIGHT_NODEJS_PATH", node.toString());
    try {
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new AssertionError(
            "these tests need Chromium. There is none on the PATH, and Playwright's own could not"
                + " be downloaded (code "
                + code
                + "): install it with this system's package manager (Debian: 'apt-get install -y"
                + " chromium')");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while Chromium was downloaded", e);
    }
  }

  private static Optional<Path> onPath(List<String> names) {
    String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return names.stream()
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

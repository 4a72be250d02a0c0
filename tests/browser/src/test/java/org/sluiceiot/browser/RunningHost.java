package org.sluiceiot.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;
import org.sluiceiot.platform.rest.HttpOptions;
import org.sluiceiot.platform.rest.RestServer;

/** A host with the plugin jar that this build made, on a free port. */
final class RunningHost implements AutoCloseable {
  private final Platform platform;
  private final RestServer rest;
  private final String password;

  RunningHost(Path folder) throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    Files.copy(pluginJar(), plugins.resolve("kafka.jar"));
    platform = Platform.start(PlatformOptions.embedded(folder.resolve("data"), plugins));
    password = platform.accounts().createFirst("admin").orElseThrow();
    rest = platform.serve(HttpOptions.plain("127.0.0.1", 0));
  }

  private static Path pluginJar() throws IOException {
    Path target = Path.of("..", "..", "platform", "plugin", "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("platform-plugin-[0-9].*\\.jar"))
          .filter(file -> !file.getFileName().toString().contains("original"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no plugin jar in " + target + "; run mvn verify"));
    }
  }

  String address() {
    return "http://127.0.0.1:" + rest.port();
  }

  /** The operator's generated password. */
  String password() {
    return password;
  }

  Platform platform() {
    return platform;
  }

  @Override
  public void close() {
    rest.close();
    platform.close();
  }
}

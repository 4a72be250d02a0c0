package org.sluiceiot.thingsboard.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built jar in each version of ThingsBoard that is known: with the types that the version has,
 * its web layer, and its Kafka clients.
 */
class ServerVersionsIT {
  /** ThingsBoard's flat class path, extensions first, without the types that the version lacks. */
  private static final class Server extends URLClassLoader {
    private final ServerVersion version;

    Server(ServerVersion version) throws IOException {
      super(path(version), ClassLoader.getPlatformClassLoader());
      this.version = version;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (version.lacks(name)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    private static URL[] path(ServerVersion version) throws IOException {
      List<Path> path = new ArrayList<>(List.of(BuiltJar.FILE, Path.of("target/test-classes/")));
      path.add(
          Path.of(
              System.getProperty("sluice.older.clients"),
              "kafka-clients-" + version.kafkaClients() + ".jar"));
      if (version.springBoot().startsWith("3.2.")) {
        path.addAll(jars("sluice.oldest.web"));
      }
      path.addAll(jars("sluice.host.types"));
      path.addAll(jars("sluice.host.libraries"));
      List<URL> urls = new ArrayList<>();
      for (Path one : path) {
        urls.add(one.toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }

    private static List<Path> jars(String property) throws IOException {
      try (Stream<Path> jars = Files.list(Path.of(System.getProperty(property)))) {
        return jars.sorted().toList();
      }
    }
  }

  @Test
  void theVersionsOfTheIssueAreKnown() {
    assertThat(ServerVersion.all())
        .extracting(ServerVersion::name)
        .containsExactly("4.0.1", "4.2.0", "4.3.1.3", "4.4.0-SNAPSHOT");
  }

  @ParameterizedTest
  @MethodSource("org.sluiceiot.thingsboard.jar.ServerVersion#all")
  void everyClassThatTheServerScansLoads(ServerVersion version) throws Exception {
    List<String> names =
        BuiltJar.classes().stream().filter(name -> name.startsWith("org/thingsboard/")).toList();
    try (Server server = new Server(version)) {
      for (String name : names) {
        String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        assertThat(Class.forName(type, true, server).getClassLoader()).isSameAs(server);
        // As a scan does: what a class says of itself has to be read.
        assertThat(server.loadClass(type).getDeclaredMethods()).isNotNull();
      }
      Class<?> boot = server.loadClass("org.springframework.boot.SpringBootVersion");
      String web = version.springBoot().startsWith("3.2.") ? version.springBoot() : "3.5.15";
      assertThat(boot.getMethod("getVersion").invoke(null)).isEqualTo(web);
      assertThat(
              server
                  .loadClass("org.thingsboard.server.extensions.sluice.SluiceController")
                  .getConstructor()
                  .newInstance())
          .isNotNull();
    }
    assertThat(names).hasSizeGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("org.sluiceiot.thingsboard.jar.ServerVersion#all")
  void theNodesStartOrSayThatTheServersKafkaClientIsUnsafe(ServerVersion version) throws Exception {
    try (Server server = new Server(version)) {
      List<?> texts =
          (List<?>)
              server
                  .loadClass("org.sluiceiot.thingsboard.fake.Visitor")
                  .getMethod("refusals", String[].class)
                  .invoke(null, (Object) new String[0]);
      assertThat(texts).hasSize(2);
      for (Object text : texts) {
        if (version.kafkaClients().equals("3.9.2")) {
          assertThat((String) text).isEmpty();
        } else {
          assertThat((String) text)
              .contains("kafka-clients " + version.kafkaClients(), "CVE-2026-35554");
        }
      }
    }
  }
}

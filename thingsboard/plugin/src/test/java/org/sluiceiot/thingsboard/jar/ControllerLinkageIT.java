package org.sluiceiot.thingsboard.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The controller of the built jar, loaded as Spring loads it, on the web layers of both ends of
 * ThingsBoard 4.x: that of 4.0 (Spring Boot 3.2.12), and that of 4.3.1.3 and 4.4 (3.5.15), between
 * which 4.2 lies.
 */
class ControllerLinkageIT {
  private static final String CONTROLLER =
      "org.thingsboard.server.extensions.sluice.SluiceController";

  private static URLClassLoader server(String libraries) throws Exception {
    List<URL> path = new ArrayList<>();
    path.add(BuiltJar.FILE.toUri().toURL());
    path.add(Path.of("target/test-classes/").toUri().toURL());
    for (String property : List.of(libraries, "sluice.host.types", "sluice.host.libraries")) {
      try (Stream<Path> jars = Files.list(Path.of(System.getProperty(property)))) {
        for (Path jar : jars.sorted().toList()) {
          path.add(jar.toUri().toURL());
        }
      }
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @ParameterizedTest
  @CsvSource({"sluice.oldest.web, 3.2.12", "sluice.host.libraries, 3.5.15"})
  void itsMethodsAndAnnotationsAreThere(String libraries, String springBoot) throws Exception {
    try (URLClassLoader server = server(libraries)) {
      Class<?> version = server.loadClass("org.springframework.boot.SpringBootVersion");
      assertThat(version.getMethod("getVersion").invoke(null)).isEqualTo(springBoot);
      Class<?> controller = Class.forName(CONTROLLER, true, server);
      assertThat(controller.getClassLoader()).isSameAs(server);
      assertThat(Arrays.stream(controller.getDeclaredMethods()).map(m -> m.getName()))
          .contains("get", "post", "redrive");
      assertThat(Arrays.stream(controller.getAnnotations()).map(Annotation::annotationType))
          .extracting(Class::getSimpleName)
          .containsExactlyInAnyOrder(
              "RestController",
              "RequestMapping",
              "ConditionalOnExpression",
              "ConditionalOnClass",
              "PreAuthorize");
      assertThat(controller.getConstructor().newInstance()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"sluice.oldest.web", "sluice.host.libraries"})
  void theJarKnowsItsVersion(String libraries) throws Exception {
    try (URLClassLoader server = server(libraries)) {
      Class<?> endpoint = server.loadClass("org.sluiceiot.thingsboard.rest.RestEndpoint");
      assertThat(endpoint.getPackage().getImplementationVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
  }
}

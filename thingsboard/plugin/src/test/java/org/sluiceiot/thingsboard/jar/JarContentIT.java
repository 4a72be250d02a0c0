package org.sluiceiot.thingsboard.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thingsboard.rule.engine.api.RuleNode;
import org.thingsboard.rule.engine.sluice.KafkaDownlinkNode;
import org.thingsboard.rule.engine.sluice.KafkaUplinkNode;

/** What is in the jar, and above all what is not. */
class JarContentIT {
  private static final String SCANNED = "org/thingsboard/rule/engine/sluice/";
  private static final String CONTROLLER = "org/thingsboard/server/extensions/sluice/";
  private static final String SHADED = "org/sluiceiot/shaded/";
  private static final long LARGEST = 20L << 20;

  @Test
  void holdsOurClassesAndRelocatedOnesOnly() {
    assertThat(BuiltJar.classes())
        .allSatisfy(
            name ->
                assertThat(name)
                    .satisfiesAnyOf(
                        n -> assertThat(n).startsWith("org/sluiceiot/"),
                        n -> assertThat(n).startsWith(SCANNED),
                        n -> assertThat(n).startsWith(CONTROLLER)));
  }

  @Test
  void putsNoFileOfAnotherProjectIntoTheServersClassPath() {
    assertThat(BuiltJar.entries())
        .filteredOn(name -> !name.endsWith("/") && !name.endsWith(".class"))
        .allMatch(
            name ->
                name.matches(
                    "(META-INF|sluice|descriptors|org/sluiceiot|public/static/rulenode)/.+"));
  }

  @Test
  void holdsTheFormsWhereTheServersPageLooksForThem() throws IOException {
    try (JarFile jar = new JarFile(BuiltJar.FILE.toFile())) {
      for (Class<?> node : List.of(KafkaUplinkNode.class, KafkaDownlinkNode.class)) {
        RuleNode said = node.getAnnotation(RuleNode.class);
        assertThat(said.uiResources()).containsExactly("static/rulenode/sluice.js");
        assertThat(text(jar, "public/" + said.uiResources()[0]))
            .startsWith("System.register(")
            .contains('"' + selector(said.configDirective()) + '"');
      }
    }
  }

  /**
   * Beside the forms' file, since nothing else below {@code /static/rulenode/} is sure to be
   * served.
   */
  @Test
  void holdsTheGermanTextsThatAFormFetches() throws IOException {
    try (JarFile jar = new JarFile(BuiltJar.FILE.toFile())) {
      String form = text(jar, "public/static/rulenode/sluice.js");
      assertThat(form).contains("/static/rulenode/sluice-de.json");
      JsonNode german =
          new ObjectMapper().readTree(text(jar, "public/static/rulenode/sluice-de.json"));
      assertThat(german.path("Check connection").asText()).isEqualTo("Verbindung prüfen");
      assertThat(german.path("Dead letter").asText()).isEqualTo("Dead Letter");
      assertThat(german.size()).isGreaterThan(400);
      assertThat(form.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(150_000);
    }
  }

  private static String text(JarFile jar, String entry) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getJarEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As the page makes it of the directive's name. */
  private static String selector(String directive) {
    return directive.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @Test
  void offersNoServiceToTheServer() {
    assertThat(BuiltJar.entries())
        .filteredOn(name -> name.matches("META-INF/services/.+"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("META-INF/services/org.sluiceiot."));
  }

  @Test
  void holdsNoTypeOfTheServer() {
    assertThat(BuiltJar.classes())
        .filteredOn(name -> name.startsWith("org/thingsboard/"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith(SCANNED) || name.startsWith(CONTROLLER))
        .anyMatch(name -> name.startsWith(CONTROLLER));
  }

  @Test
  void holdsNothingThatTheServerBundles() {
    Stream.of(
            "org/apache/kafka/",
            "com/fasterxml/jackson/annotation/",
            "com/fasterxml/jackson/core/",
            "com/fasterxml/jackson/databind/",
            "com/google/common/",
            "com/google/protobuf/",
            "io/netty/",
            "org/slf4j/",
            "org/mvel2/",
            "org/openjdk/nashorn/",
            "net/jpountz/",
            "com/github/luben/",
            "org/xerial/snappy/",
            "org/springframework/",
            "org/apache/catalina/",
            "org/apache/tomcat/",
            "io/micrometer/",
            "jakarta/",
            "javax/")
        .forEach(
            bundled ->
                assertThat(BuiltJar.entries())
                    .noneMatch(name -> name.startsWith(bundled))
                    .noneMatch(name -> name.startsWith("org/sluiceiot/shaded/" + bundled)));
  }

  @Test
  void dataFormatsOfJacksonAreThereUnderOurOwnNameOnly() {
    assertThat(BuiltJar.entries())
        .noneMatch(name -> name.startsWith("com/"))
        .anyMatch(name -> name.startsWith("org/sluiceiot/shaded/com/fasterxml/jackson/dataformat"));
  }

  @Test
  void hasAnEntryForEveryDirectoryBecauseScanningNeedsThem() {
    Set<String> entries = new HashSet<>(BuiltJar.entries());
    for (String name : BuiltJar.classes()) {
      for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
        assertThat(entries).contains(name.substring(0, slash + 1));
      }
    }
  }

  @Test
  void noClassIsNewerThanJava17() {
    assertThat(BuiltJar.classes())
        .allSatisfy(name -> assertThat(BuiltJar.major(name)).isLessThanOrEqualTo(61));
    assertThat(BuiltJar.entries()).noneMatch(name -> name.startsWith("META-INF/versions/"));
    assertThat(BuiltJar.classes()).noneMatch(name -> name.endsWith("module-info.class"));
  }

  @Test
  void everyServiceNamedIsInTheJar() throws IOException {
    List<String> classes = BuiltJar.classes();
    try (JarFile jar = new JarFile(BuiltJar.FILE.toFile())) {
      List<String> services =
          jar.stream()
              .filter(entry -> entry.getName().matches("META-INF/services/.+"))
              .flatMap(
                  entry -> {
                    try {
                      return new String(jar.getInputStream(entry).readAllBytes()).lines();
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  })
              .map(line -> line.replaceAll("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .toList();
      assertThat(services)
          .contains(
              "org.sluiceiot.kafka.downlink.KafkaDownlinkPlugin",
              "org.sluiceiot.kafka.uplink.KafkaUplinkPlugin")
          .allSatisfy(name -> assertThat(name).startsWith("org.sluiceiot."))
          .allSatisfy(name -> assertThat(classes).contains(name.replace('.', '/') + ".class"));
    }
  }

  @Test
  void namesEveryProjectWhoseClassesItHolds() throws IOException {
    List<String> named;
    try (JarFile jar = new JarFile(BuiltJar.FILE.toFile())) {
      var notice = jar.getInputStream(jar.getJarEntry("META-INF/THIRD-PARTY.txt")).readAllBytes();
      named =
          new String(notice)
              .lines()
              .filter(line -> line.matches("[a-z0-9.]+  .+"))
              .map(line -> SHADED + line.split("  ")[0].replace('.', '/') + "/")
              .toList();
    }
    assertThat(BuiltJar.classes())
        .filteredOn(name -> name.startsWith(SHADED))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(named).anyMatch(name::startsWith));
  }

  @Test
  void isThin() throws IOException {
    long size = Files.size(BuiltJar.FILE);
    System.out.printf("thingsboard jar figure=%d goal=%d%n", size, LARGEST);
    assertThat(size).isLessThan(LARGEST);
  }
}

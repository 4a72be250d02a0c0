package org.sluiceiot.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The modules, what each holds and which of the others it may use: the whole dependency rule. */
enum Module {
  API("rule-node-api", List.of("org.sluiceiot.api..")),
  GUARD("loop-guard", List.of("org.sluiceiot.kafka.guard.."), API),
  CONNECTION("kafka-connection", List.of("org.sluiceiot.kafka.connection.."), API),
  SCRIPTS("script-sandbox", List.of("org.sluiceiot.script.."), API),
  DECODERS("decoders", List.of("org.sluiceiot.kafka.decode.."), API, CONNECTION, SCRIPTS),
  NODE("kafka-node", List.of("org.sluiceiot.kafka.downlink.."), API, GUARD, CONNECTION),
  INTEGRATION(
      "kafka-integration",
      List.of("org.sluiceiot.kafka.uplink.."),
      API,
      GUARD,
      CONNECTION,
      DECODERS,
      SCRIPTS),
  DESCRIPTORS("ui-descriptors", List.of("org.sluiceiot.descriptors.."), API),
  BROKER("platform/broker", List.of("org.sluiceiot.platform.broker..")),
  HOST("platform/host", List.of("org.sluiceiot.platform.."), API, DESCRIPTORS, BROKER, SCRIPTS),
  THINGSBOARD(
      "thingsboard/plugin",
      List.of(
          "org.sluiceiot.thingsboard..",
          "org.thingsboard.rule.engine.sluice..",
          "org.thingsboard.server.extensions.sluice.."),
      API,
      GUARD,
      CONNECTION,
      SCRIPTS,
      DECODERS,
      NODE,
      INTEGRATION);

  private static final Path ROOT = Path.of(System.getProperty("sluice.root"));

  private final String folder;
  private final List<String> packages;
  private final List<Module> uses;

  Module(String folder, List<String> packages, Module... uses) {
    this.folder = folder;
    this.packages = packages;
    this.uses = List.of(uses);
  }

  static Path root() {
    return ROOT;
  }

  /** Its compiled classes, without those of its tests. */
  JavaClasses classes() {
    return new ClassFileImporter().importPath(ROOT.resolve(folder).resolve("target/classes"));
  }

  /** Packages of the modules that it must not use. */
  String[] forbidden() {
    return Arrays.stream(values())
        .filter(other -> other != this && !uses.contains(other))
        // The host's packages hold the broker's: what may use the one may not be told from the
        // other.
        .filter(other -> !(this == BROKER && other == HOST))
        .flatMap(other -> other.packages.stream())
        .toArray(String[]::new);
  }

  /** Packages that its own classes may live in. */
  String[] packages() {
    return packages.toArray(String[]::new);
  }

  Stream<Path> sources() throws java.io.IOException {
    return java.nio.file.Files.walk(ROOT.resolve(folder).resolve("src/main/java"))
        .filter(path -> path.toString().endsWith(".java"));
  }
}

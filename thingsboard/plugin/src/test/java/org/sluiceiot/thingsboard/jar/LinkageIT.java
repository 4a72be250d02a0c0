package org.sluiceiot.thingsboard.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method and field that the jar's classes use of the server's own types and libraries exists
 * in the versions that the server ships.
 */
class LinkageIT {
  private static final List<String> SERVER =
      List.of(
          "com.fasterxml.jackson.",
          "com.google.common.",
          "com.google.protobuf.",
          "io.netty.",
          "jakarta.",
          "org.apache.kafka.",
          "org.mvel2.",
          "org.slf4j.",
          "org.springframework.",
          "org.thingsboard.");

  @Test
  void theJarUsesNothingThatTheServersVersionsLack() throws Exception {
    Set<String> missing = new TreeSet<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader server = BuiltJar.asThingsBoardLoadsIt()) {
      thread.setContextClassLoader(server);
      JavaClasses classes = new ClassFileImporter().importJar(new JarFile(BuiltJar.FILE.toFile()));
      for (JavaClass type : classes) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          AccessTarget target = access.getTarget();
          if (ofTheServer(target.getOwner()) && target.resolveMember().isEmpty()) {
            missing.add(target.getFullName() + " used by " + type.getName());
          }
        }
      }
      assertThat(classes).hasSizeGreaterThan(100);
    } finally {
      thread.setContextClassLoader(before);
    }
    assertThat(missing).isEmpty();
  }

  /** Of each version that is known: what it lacks is used nowhere in the jar. */
  @ParameterizedTest
  @MethodSource("org.sluiceiot.thingsboard.jar.ServerVersion#all")
  void theJarUsesNothingThatTheVersionLacks(ServerVersion version) {
    Set<String> missing = new TreeSet<>();
    for (JavaClass type : OwnClasses.ALL) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        AccessTarget target = access.getTarget();
        if (version.lacks(target.getOwner().getName(), target.getName())) {
          missing.add(target.getFullName() + " used by " + type.getName());
        }
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String named = dependency.getTargetClass().getName();
        if (version.lacks(named)) {
          missing.add(named + " named by " + type.getName());
        }
      }
    }
    assertThat(OwnClasses.ALL).hasSizeGreaterThan(60);
    assertThat(missing).isEmpty();
  }

  /** The part of the jar that knows the server; a rule of the architecture keeps it to that. */
  private static final class OwnClasses {
    private static final Pattern OURS = Pattern.compile(".*!/org/(sluiceiot/)?thingsboard/.*");
    static final JavaClasses ALL = read();

    private static JavaClasses read() {
      try (JarFile jar = new JarFile(BuiltJar.FILE.toFile())) {
        return new ClassFileImporter()
            .withImportOption(location -> location.matches(OURS))
            .importJar(jar);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean ofTheServer(JavaClass owner) {
    return !owner.isArray() && SERVER.stream().anyMatch(owner.getName()::startsWith);
  }
}

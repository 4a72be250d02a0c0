package org.sluiceiot.thingsboard.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

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

  private static boolean ofTheServer(JavaClass owner) {
    return !owner.isArray() && SERVER.stream().anyMatch(owner.getName()::startsWith);
  }
}

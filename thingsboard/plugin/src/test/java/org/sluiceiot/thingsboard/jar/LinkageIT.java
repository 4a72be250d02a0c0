package org.sluiceiot.thingsboard.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * Every method and field that our classes use of the server's libraries exists in the versions that
 * the server ships, or is a missing part of an optional library that the jar does without.
 */
class LinkageIT {
  @Test
  void ourClassesUseNothingThatTheServersVersionsLack() throws Exception {
    Set<String> missing = new TreeSet<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader server = BuiltJar.asThingsBoardLoadsIt()) {
      thread.setContextClassLoader(server);
      JavaClasses classes = new ClassFileImporter().importJar(new JarFile(BuiltJar.FILE.toFile()));
      for (JavaClass type : classes) {
        if (type.getName().startsWith("org.sluiceiot.shaded.")) {
          continue;
        }
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          AccessTarget target = access.getTarget();
          if (target.resolveMember().isEmpty() && !target.getOwner().isArray()) {
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
}

package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the assembled distribution puts on the host's class path. */
class ShippedLibrariesTest {

  /** Of two versions of a library, which one a class comes from would be chance. */
  @Test
  void noClassIsThereTwice() throws IOException {
    Map<String, String> homes = new TreeMap<>();
    TreeSet<String> twice = new TreeSet<>();
    for (Path jar : jars()) {
      String name = jar.getFileName().toString();
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        zip.stream()
            .map(ZipEntry::getName)
            .filter(entry -> entry.endsWith(".class") && entry.contains("/"))
            .filter(entry -> !entry.startsWith("META-INF/"))
            .forEach(
                entry -> {
                  String other = homes.putIfAbsent(entry, name);
                  if (other != null) {
                    twice.add(other + " and " + name);
                  }
                });
      }
    }
    assertThat(homes).hasSizeGreaterThan(1000);
    assertThat(twice).isEmpty();
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(Distribution.DIST.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}

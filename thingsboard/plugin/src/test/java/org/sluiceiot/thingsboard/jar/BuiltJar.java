package org.sluiceiot.thingsboard.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The jar that a user drops in, and ThingsBoard's side of the class path beside it. */
final class BuiltJar {
  static final Path FILE = Path.of(System.getProperty("sluice.jar"));
  private static final Path HOST_FAKES = Path.of("target/test-classes");

  private BuiltJar() {}

  /** Names of all entries, directories included. */
  static List<String> entries() {
    try (JarFile jar = new JarFile(FILE.toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> classes() {
    return entries().stream().filter(name -> name.endsWith(".class")).toList();
  }

  /** Major version of an entry's class file. */
  static int major(String entry) {
    try (JarFile jar = new JarFile(FILE.toFile());
        InputStream in = jar.getInputStream(jar.getJarEntry(entry))) {
      byte[] head = in.readNBytes(8);
      return (head[6] & 0xff) << 8 | head[7] & 0xff;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * ThingsBoard's class path: one flat loader, extensions first, then its own libraries and types;
   * nothing of this build but the jar.
   */
  static URLClassLoader asThingsBoardLoadsIt() throws IOException {
    List<URL> path = new ArrayList<>();
    path.add(url(FILE));
    path.add(url(HOST_FAKES));
    for (String property : List.of("sluice.host.types", "sluice.host.libraries")) {
      try (Stream<Path> jars = Files.list(Path.of(System.getProperty(property)))) {
        jars.sorted().map(BuiltJar::url).forEach(path::add);
      }
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.sluiceiot.platform.fakeplugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.sluiceiot.descriptors.Described;
import org.sluiceiot.descriptors.Descriptors;

/** Packs the fake plugin as users pack theirs. */
public final class FakePluginJar {
  private FakePluginJar() {}

  /** Writes {@code fake.jar} into the directory. */
  public static Path write(Path directory) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Plugin-Id", "fake");
    manifest.getMainAttributes().putValue("Plugin-Version", "1.2.3");
    manifest.getMainAttributes().putValue("Plugin-Description", "For tests.");
    Files.createDirectories(directory);
    Path jar = directory.resolve("fake.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      put(
          out,
          "META-INF/services/org.sluiceiot.api.plugin.SluicePlugin",
          FakePlugin.class.getName().getBytes(StandardCharsets.UTF_8));
      put(out, "descriptors/fake-sink.json", descriptor().getBytes(StandardCharsets.UTF_8));
      Path classes = Path.of(FakePlugin.class.getResource("FakePlugin.class").toURI()).getParent();
      String folder = FakePlugin.class.getPackageName().replace('.', '/') + "/";
      try (Stream<Path> files = Files.list(classes)) {
        for (Path file : files.filter(f -> !f.toString().contains("FakePluginJar")).toList()) {
          try (InputStream in = Files.newInputStream(file)) {
            put(out, folder + file.getFileName(), in.readAllBytes());
          }
        }
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    return jar;
  }

  /** Stricter than the record, as a description may be. */
  private static String descriptor() {
    ObjectNode sink = Descriptors.describe(Described.of(new FakePlugin().nodes().get(0)));
    ((ObjectNode) sink.at("/properties/tag")).put("maxLength", 50);
    return sink.toString();
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }
}

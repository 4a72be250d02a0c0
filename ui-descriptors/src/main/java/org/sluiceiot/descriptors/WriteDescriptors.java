package org.sluiceiot.descriptors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the checked-in descriptions of every plugin on the class path. */
public final class WriteDescriptors {
  private WriteDescriptors() {}

  /**
   * @param arguments the repository's root
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    List<Described> types = Descriptors.discover(WriteDescriptors.class.getClassLoader());
    for (Map.Entry<String, String> file : DescriptorFiles.of(types).entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}

package org.sluiceiot.platform.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a directory of the host for the host's own user. Stateless. */
final class PrivateFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

  private PrivateFiles() {}

  /**
   * Takes everybody else's rights from a directory and the files in it; where the file system knows
   * no such rights, the operating system's own rules are all there is.
   */
  static void protect(Path directory) {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      List<Path> own = files.filter(Files::isRegularFile).toList();
      for (Path file : own) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      LOG.warn(
          "others may be able to read {}: its rights cannot be set ({})", directory, e.toString());
    }
  }
}

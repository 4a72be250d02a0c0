package org.sluiceiot.platform.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir Path folder;

  @Test
  void nobodyElseReadsTheDatabaseOrItsDirectory() throws Exception {
    Path data = folder.resolve("data");
    PlatformOptions options = PlatformOptions.embedded(data, folder.resolve("none"));
    Platform.start(options).close();
    // As an older version left them.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Platform platform = Platform.start(options)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(data)) {
        List<Path> found = files.filter(Files::isRegularFile).toList();
        assertThat(found).anyMatch(file -> file.toString().endsWith(".mv.db"));
        for (Path file : found) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo("rw-------");
        }
      }
    }
  }
}

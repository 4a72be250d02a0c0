package org.sluiceiot.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the secret key, which a kill at its first start must not leave half written. */
class SecretKeyFileTest {
  private static final int TRIES = 100;

  @TempDir Path folder;

  @Test
  void theFileIsNeverSeenHalfWritten() throws Exception {
    int halfWritten = 0;
    for (int i = 0; i < TRIES; i++) {
      Path file = folder.resolve("secret.key" + i);
      Thread maker = new Thread(() -> SecretKey.open(file, null, false, () -> false));
      maker.start();
      while (!Files.exists(file)) {
        Thread.onSpinWait();
      }
      halfWritten += Files.readString(file).strip().endsWith("}") ? 0 : 1;
      maker.join();
    }
    assertThat(halfWritten).isZero();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(TRIES);
    }
  }

  @Test
  void onlyTheHostsUserMayReadIt() throws Exception {
    Path file = folder.resolve("secret.key");
    SecretKey.open(file, null, false, () -> false);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatAKilledStartLeftIsWrittenOver() throws Exception {
    Path file = folder.resolve("secret.key");
    Files.writeString(folder.resolve("secret.key.new"), "{\"half");
    String secret = SecretKey.open(file, null, false, () -> false).encrypt("text", new byte[0]);
    assertThat(SecretKey.open(file, null, false, () -> false).decrypt(secret, new byte[0]))
        .isEqualTo("text");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path file = folder.resolve("missing").resolve("secret.key");
    assertThat(SecretKey.open(file, null, false, () -> false).problem())
        .contains("secret.key")
        .contains("cannot be read or written");
  }
}

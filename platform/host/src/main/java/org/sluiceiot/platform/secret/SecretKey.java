package org.sluiceiot.platform.secret;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** The key that secrets are encrypted with at rest. Safe for any thread. */
public final class SecretKey {
  private final Aead aead;

  private SecretKey(KeysetHandle keys) throws GeneralSecurityException {
    aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /**
   * The key in a file that only the host's user may read; made when missing.
   *
   * @param given a Tink keyset in JSON to use instead of the file; null for the file
   * @throws IllegalStateException the key cannot be read or made
   */
  public static SecretKey open(Path file, String given) {
    try {
      AeadConfig.register();
      if (given != null) {
        return new SecretKey(parse(given));
      }
      if (Files.exists(file)) {
        return new SecretKey(parse(Files.readString(file)));
      }
      KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      write(file, TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
      return new SecretKey(keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret key is not a Tink keyset: " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("the secret key cannot be read or written: " + file, e);
    }
  }

  private static KeysetHandle parse(String json) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
  }

  /** A start that is killed must leave no half of a key: no later start could read it. */
  private static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(fresh, text, CREATE, WRITE, DSYNC);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Different for the same text every time. */
  String encrypt(String text) {
    try {
      byte[] bytes = aead.encrypt(text.getBytes(StandardCharsets.UTF_8), null);
      return Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret cannot be encrypted", e);
    }
  }

  /**
   * @throws IllegalStateException it was encrypted with another key
   */
  String decrypt(String text) {
    try {
      byte[] bytes = aead.decrypt(Base64.getDecoder().decode(text), null);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a stored secret was encrypted with another key; give the host its former key", e);
    }
  }
}

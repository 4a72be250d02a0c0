package org.sluiceiot.platform.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that secrets are encrypted with at rest. A key that is lost or damaged is no reason for
 * the host not to start: then nothing can be encrypted or decrypted, and {@link #problem} says why.
 * Immutable.
 */
public final class SecretKey {
  private static final Logger LOG = LoggerFactory.getLogger(SecretKey.class);
  private static final String OR_ANEW =
      "; put the right one back, or start the host once with --new-secret-key: the stored secrets"
          + " are lost then and have to be entered anew";

  /** Null when there is no usable key. */
  private final Aead aead;

  private final String problem;

  private SecretKey(Aead aead, String problem) {
    this.aead = aead;
    this.problem = problem;
  }

  private static SecretKey unusable(String problem) {
    LOG.error("secrets cannot be read or stored: {}", problem);
    return new SecretKey(null, problem);
  }

  /**
   * The key in a file that only the host's user may read; made when missing, unless there are
   * secrets that were encrypted with it.
   *
   * @param given a Tink keyset in JSON to use instead of the file; null for the file
   * @param makeNew whether a key that is missing or damaged shall be replaced, though that loses
   *     the stored secrets; a damaged file is kept under another name
   * @param secretsStored asked only when the file is missing
   */
  public static SecretKey open(
      Path file, String given, boolean makeNew, BooleanSupplier secretsStored) {
    KeyFile key = new KeyFile(file);
    String name = file.getFileName() + " in the host's data directory";
    try {
      AeadConfig.register();
      if (given != null) {
        return parse(given, "SLUICE_SECRET_KEY is not a Tink keyset in JSON; correct it");
      }
      if (!key.exists()) {
        return makeNew || !secretsStored.getAsBoolean()
            ? make(key)
            : unusable("the key " + name + " is missing" + OR_ANEW);
      }
      SecretKey found = parse(key.read(), "the file " + name + " is not a key" + OR_ANEW);
      if (found.problem == null || !makeNew) {
        return found;
      }
      key.moveAside(System.currentTimeMillis());
      return make(key);
    } catch (IOException e) {
      LOG.error("{}", file, e);
      return unusable("the key " + name + " cannot be read or written");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  private static SecretKey make(KeyFile file) throws GeneralSecurityException, IOException {
    KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    file.write(TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
    return new SecretKey(aead(keys), null);
  }

  private static SecretKey parse(String json, String otherwise) {
    try {
      return new SecretKey(
          aead(TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())), null);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Broad: the text may be anything, and its parser throws what it likes.
      return unusable(otherwise);
    }
  }

  private static Aead aead(KeysetHandle keys) throws GeneralSecurityException {
    return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** Why there is no usable key, and what to do; null when there is one. */
  public String problem() {
    return problem;
  }

  /**
   * Different for the same text every time.
   *
   * @param bound what must be given again to decrypt it; not kept secret
   * @throws IllegalStateException there is no usable key
   */
  String encrypt(String text, byte[] bound) {
    if (aead == null) {
      throw new IllegalStateException(problem);
    }
    try {
      byte[] bytes = aead.encrypt(text.getBytes(StandardCharsets.UTF_8), bound);
      return Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret cannot be encrypted", e);
    }
  }

  /**
   * Null when it cannot be read: encrypted with another key or bound to something else, or damaged.
   *
   * @param bound what it was encrypted with; empty for what earlier versions wrote
   */
  String decrypt(String text, byte[] bound) {
    if (aead == null) {
      return null;
    }
    try {
      byte[] bytes = aead.decrypt(Base64.getDecoder().decode(text), bound);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }
}

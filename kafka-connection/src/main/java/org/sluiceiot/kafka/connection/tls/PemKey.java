package org.sluiceiot.kafka.connection.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A private key from PEM text, decrypted. Kafka's own reader cannot decrypt what OpenSSL 3 writes.
 */
final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String CONVERT =
      "convert it with: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key-pkcs8.pem";

  private PemKey() {}

  /**
   * @param password null when the key is not encrypted
   * @throws PemException in words for the user, without the key
   */
  static PrivateKey read(String pem, String password) throws PemException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new PemException("is not a PEM private key", "paste the text from BEGIN to END");
    }
    byte[] bytes = decode(block.group(2));
    return switch (block.group(1)) {
      case "PRIVATE KEY" -> key(new PKCS8EncodedKeySpec(bytes));
      case "ENCRYPTED PRIVATE KEY" -> key(decrypt(bytes, password));
      case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
          throw new PemException("is in the older form '" + block.group(1) + "'", CONVERT);
      case "CERTIFICATE" ->
          throw new PemException("is a certificate", "paste the private key here");
      default -> throw new PemException("is of the unknown form '" + block.group(1) + "'", CONVERT);
    };
  }

  /** The key as unencrypted PKCS #8 PEM. */
  static String write(PrivateKey key) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN PRIVATE KEY-----\n"
        + encoder.encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static byte[] decode(String base64) throws PemException {
    try {
      return Base64.getMimeDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new PemException(
          "is damaged: it is not Base64 between BEGIN and END", "paste it again");
    }
  }

  private static KeySpec decrypt(byte[] bytes, String password) throws PemException {
    if (password == null || password.isEmpty()) {
      throw new PemException("is encrypted and no key password is given", "give the key password");
    }
    PBEKeySpec secret = new PBEKeySpec(password.toCharArray());
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
      String algorithm = info.getAlgName();
      if (algorithm.equals("PBES2") || algorithm.equals("1.2.840.113549.1.5.13")) {
        algorithm = info.getAlgParameters().toString();
      }
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(secret),
          info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (InvalidKeySpecException | java.security.InvalidKeyException e) {
      throw new PemException(
          "cannot be decrypted: the key password is wrong", "check the password");
    } catch (IOException | GeneralSecurityException e) {
      throw new PemException("is encrypted in a way that Java cannot read", CONVERT);
    } finally {
      secret.clearPassword();
    }
  }

  private static PrivateKey key(KeySpec spec) throws PemException {
    for (String algorithm : List.of("RSA", "EC", "DSA", "EdDSA")) {
      PrivateKey key;
      try {
        key = KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // Not of this algorithm; the next one is tried.
        continue;
      }
      if (algorithm.equals("EdDSA")) {
        throw new PemException(
            "is an Ed25519 or Ed448 key, which Kafka's clients cannot read",
            "use an RSA or EC key, and a certificate for it");
      }
      return key;
    }
    throw new PemException("is damaged: no RSA, EC or DSA key was found in it", "paste it again");
  }
}

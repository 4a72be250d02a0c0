package org.sluiceiot.platform.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Hashes of passwords and tokens. Stateless. */
final class Passwords {
  private static final int COST = 10;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

  /** Verifying against it takes as long as against a real one. */
  static final String NOBODY = hash("nobody has this password");

  private Passwords() {}

  static String hash(String password) {
    return BCrypt.with(LongPasswordStrategies.hashSha512(VERSION))
        .hashToString(COST, password.toCharArray());
  }

  static boolean matches(String password, String hash) {
    return BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
        .verify(password.toCharArray(), hash)
        .verified;
  }

  /** A fresh text that nobody can guess: 24 characters for people, 43 for machines. */
  static String generate(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** How a token is stored: it has enough randomness to need no slow hash. */
  static String tokenHash(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

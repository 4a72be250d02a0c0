package org.sluiceiot.platform.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificate and key of the host from PEM files (RFC 7468). Immutable; reads the files at each
 * call.
 */
record TlsFiles(Path certificate, Path key) {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  /** Signatures by which it is seen that a key belongs to a certificate, by the key's algorithm. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  /**
   * Both as a key store in memory without a password.
   *
   * @throws IllegalArgumentException one cannot be used; the message names the option and says why
   */
  KeyStore load() {
    Certificate[] chain = chain();
    PrivateKey own = privateKey(chain[0].getPublicKey().getAlgorithm());
    if (!belongs(own, chain[0].getPublicKey())) {
      throw new IllegalArgumentException(
          "--tls-key: the key in " + key + " does not belong to the certificate");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("sluice", own, new char[0], chain);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java has PKCS #12 in memory", e);
    }
  }

  /** Changes whenever one of the files was written. */
  List<Object> version() throws IOException {
    return List.of(
        Files.getLastModifiedTime(certificate),
        Files.size(certificate),
        Files.getLastModifiedTime(key),
        Files.size(key));
  }

  private Certificate[] chain() {
    try (InputStream in = Files.newInputStream(certificate)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found.toArray(Certificate[]::new);
      }
    } catch (IOException e) {
      throw unreadable("--tls-certificate", certificate, e);
    } catch (GeneralSecurityException e) {
      throw noCertificate(e);
    }
    throw noCertificate(null);
  }

  private IllegalArgumentException noCertificate(Exception cause) {
    return new IllegalArgumentException(
        "--tls-certificate: "
            + certificate
            + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----)",
        cause);
  }

  private static IllegalArgumentException unreadable(String option, Path file, IOException cause) {
    String why = Files.exists(file) ? "cannot be read" : "does not exist";
    return new IllegalArgumentException(option + ": " + file + " " + why, cause);
  }

  private PrivateKey privateKey(String algorithm) {
    String text;
    try {
      text = Files.readString(key, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unreadable("--tls-key", key, e);
    }
    Matcher pem = PEM.matcher(text);
    while (pem.find()) {
      if (pem.group(1).equals("PRIVATE KEY")) {
        try {
          byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
          return KeyFactory.getInstance(algorithm)
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "--tls-key: the key in "
                  + key
                  + " is damaged, or of another kind than the"
                  + " certificate's ("
                  + algorithm
                  + ")",
              e);
        }
      }
    }
    throw new IllegalArgumentException(
        "--tls-key: "
            + key
            + " holds no key in PEM that is not encrypted (-----BEGIN PRIVATE KEY-----); make one"
            + " with: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
  }

  private static boolean belongs(PrivateKey own, PublicKey certified) {
    try {
      Signature signature = Signature.getInstance(SIGNATURES.get(certified.getAlgorithm()));
      byte[] probe = "sluice".getBytes(StandardCharsets.US_ASCII);
      signature.initSign(own);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}

package org.sluiceiot.kafka.connection.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates from PEM text. */
final class PemCertificates {
  private PemCertificates() {}

  /**
   * @return at least one, in the order of the text
   * @throws PemException in words for the user
   */
  static List<X509Certificate> read(String pem) throws PemException {
    if (pem.contains("PRIVATE KEY-----")) {
      throw new PemException("holds a private key", "paste the key as 'privateKey' only");
    }
    if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
      throw new PemException(
          "is not a PEM certificate", "paste the text from BEGIN CERTIFICATE to END CERTIFICATE");
    }
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new PemException("is damaged: a certificate in it cannot be read", "paste it again");
    }
  }
}

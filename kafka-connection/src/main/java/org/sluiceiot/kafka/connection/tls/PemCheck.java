package org.sluiceiot.kafka.connection.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.sluiceiot.api.config.Problems;

/** Names what is wrong with a connection's PEM texts before anything connects. */
final class PemCheck {
  private PemCheck() {}

  static void check(TlsConfig tls, Problems problems) {
    int before = problems.count();
    if (tls.trustedCertificates() != null) {
      certificates(tls.trustedCertificates(), problems.at("trustedCertificates"));
    }
    if (tls.certificateChain() == null && tls.privateKey() != null) {
      problems.at("certificateChain").add("is missing", "give the certificate of the private key");
    } else if (tls.certificateChain() != null && tls.privateKey() == null) {
      problems.at("privateKey").add("is missing", "give the key of the certificate chain");
    } else if (tls.privateKey() != null) {
      identity(tls, problems);
    }
    if (problems.count() == before) {
      asKafkaReadsIt(tls, problems);
    }
  }

  private static void identity(TlsConfig tls, Problems problems) {
    List<X509Certificate> chain =
        certificates(tls.certificateChain(), problems.at("certificateChain"));
    PrivateKey key = null;
    try {
      key = TlsProperties.key(tls);
    } catch (PemException e) {
      problems.at("privateKey").add(e.getMessage(), e.remedy());
    }
    if (chain.isEmpty() || key == null) {
      return;
    }
    if (!belong(key, chain.get(0).getPublicKey())) {
      problems
          .at("privateKey")
          .add("is not the key of the first certificate in the chain", "check both texts");
    }
    for (int i = 1; i < chain.size(); i++) {
      if (!chain
          .get(i - 1)
          .getIssuerX500Principal()
          .equals(chain.get(i).getSubjectX500Principal())) {
        problems
            .at("certificateChain")
            .add(
                "is not in order: certificate " + i + " was not issued by the one after it",
                "put the client's own certificate first, then its issuer, and so on");
        return;
      }
    }
  }

  private static List<X509Certificate> certificates(String pem, Problems at) {
    try {
      return PemCertificates.read(pem);
    } catch (PemException e) {
      at.add(e.getMessage(), e.remedy());
      return List.of();
    }
  }

  private static boolean belong(PrivateKey key, PublicKey certified) {
    String algorithm =
        key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256with" + key.getAlgorithm();
    byte[] sample = {1, 2, 3, 4};
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(sample);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // A key of another kind than the certificate's cannot even be tried.
      return false;
    }
  }

  /**
   * Kafka's engines expect every property that their {@code ConfigDef} knows, which changes between
   * releases: the definition of the clients that are here parses the texts and fills in the rest.
   */
  private static void asKafkaReadsIt(TlsConfig tls, Problems problems) {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(definition.parse(TlsProperties.of(tls)));
    } catch (KafkaException e) {
      problems.add("Kafka cannot read the TLS texts: " + e.getMessage(), "check the PEM texts");
    }
  }
}

package org.sluiceiot.kafka.connection.tls;

import java.security.PrivateKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;

/** A connection's TLS as Kafka client properties. Pure; safe for any thread. */
public final class TlsProperties {
  private TlsProperties() {}

  /**
   * What this connection wants of Kafka's TLS; everything else is left to Kafka's own defaults.
   *
   * @param tls validated
   * @return new and modifiable; for Kafka's clients or a {@code ConfigDef} to parse, never for a
   *     class of Kafka's that expects parsed values
   */
  public static Map<String, Object> of(TlsConfig tls) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, "TLSv1.2,TLSv1.3");
    properties.put(
        SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
        tls.verifyHostName() ? "https" : "");
    if (tls.trustedCertificates() != null) {
      properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      properties.put(
          SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, new Password(tls.trustedCertificates()));
    }
    if (tls.privateKey() != null) {
      properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
      properties.put(
          SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, new Password(tls.certificateChain()));
      properties.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, new Password(decrypted(tls)));
    }
    return properties;
  }

  private static String decrypted(TlsConfig tls) {
    try {
      return PemKey.write(key(tls));
    } catch (PemException e) {
      throw new IllegalArgumentException("private key " + e.getMessage(), e);
    }
  }

  static PrivateKey key(TlsConfig tls) throws PemException {
    String password = tls.keyPassword() == null ? null : tls.keyPassword().reveal();
    return PemKey.read(tls.privateKey().reveal(), password);
  }
}

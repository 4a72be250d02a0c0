package org.sluiceiot.kafka.connection.tls;

import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** A connection's TLS as Kafka client properties. Pure; safe for any thread. */
public final class TlsProperties {
  private TlsProperties() {}

  /**
   * @param tls validated
   * @return new and modifiable; every value already of the type that Kafka parses it to
   */
  public static Map<String, Object> of(TlsConfig tls) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(SslConfigs.SSL_PROTOCOL_CONFIG, "TLSv1.3");
    properties.put(
        SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, new ArrayList<>(List.of("TLSv1.2", "TLSv1.3")));
    properties.put(
        SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
        tls.verifyHostName() ? "https" : "");
    properties.put(
        SslConfigs.SSL_KEYMANAGER_ALGORITHM_CONFIG, SslConfigs.DEFAULT_SSL_KEYMANGER_ALGORITHM);
    properties.put(
        SslConfigs.SSL_TRUSTMANAGER_ALGORITHM_CONFIG,
        SslConfigs.DEFAULT_SSL_TRUSTMANAGER_ALGORITHM);
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

  /**
   * The same as a context for sockets of our own.
   *
   * @throws org.apache.kafka.common.KafkaException Kafka cannot read the texts
   */
  public static SSLContext context(TlsConfig tls) {
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(of(tls));
      return factory.sslContext();
    }
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

package org.sluiceiot.kafka.connection.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A connection's TLS for sockets of our own, by the JDK alone: the classes that Kafka does this
 * with are its own business and change between its releases. Pure; safe for any thread.
 */
public final class TlsContext {
  /** Of stores that live in memory only, which Java wants a password for all the same. */
  private static final char[] NO_PASSWORD = new char[0];

  private TlsContext() {}

  /**
   * @param tls validated
   * @throws IllegalArgumentException the texts cannot be read, which validation would have said
   */
  public static SSLContext of(TlsConfig tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity(tls), trust(tls), null);
      return context;
    } catch (PemException | GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("the TLS texts cannot be read: " + e.getMessage(), e);
    }
  }

  /** Null, which means none, without a client certificate. */
  private static KeyManager[] identity(TlsConfig tls)
      throws PemException, GeneralSecurityException, IOException {
    if (tls.privateKey() == null) {
      return null;
    }
    KeyStore store = empty();
    Certificate[] chain = PemCertificates.read(tls.certificateChain()).toArray(Certificate[]::new);
    store.setKeyEntry("client", TlsProperties.key(tls), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  /** Null, which means the authorities that the JVM trusts, without certificates of our own. */
  private static TrustManager[] trust(TlsConfig tls)
      throws PemException, GeneralSecurityException, IOException {
    if (tls.trustedCertificates() == null) {
      return null;
    }
    KeyStore store = empty();
    List<X509Certificate> trusted = PemCertificates.read(tls.trustedCertificates());
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("authority-" + i, trusted.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}

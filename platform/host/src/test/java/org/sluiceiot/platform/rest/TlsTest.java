package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.fixtures.TestAuthority;
import org.sluiceiot.platform.auth.Role;
import org.sluiceiot.platform.host.Platform;
import org.sluiceiot.platform.host.PlatformOptions;

/** The host serves HTTPS by itself, and follows a certificate that is renewed. */
class TlsTest {
  private final TestAuthority authority = new TestAuthority("sluice test");

  @TempDir Path folder;
  private Platform platform;
  private Path certificate;
  private Path key;

  @BeforeEach
  void start() throws Exception {
    certificate = folder.resolve("host.pem");
    key = folder.resolve("host-key.pem");
    platform =
        Platform.start(PlatformOptions.embedded(folder.resolve("data"), folder.resolve("none")));
    platform.accounts().create("admin", Role.OPERATOR, null, "a good password");
    write("first");
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private void write(String name) throws Exception {
    TestAuthority.Identity identity = authority.issue(name, "localhost", "127.0.0.1");
    Files.writeString(certificate, identity.chain());
    Files.writeString(key, pem(identity));
  }

  private static String pem(TestAuthority.Identity identity) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(identity.key().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private RestServer serve() {
    return platform.serve(new HttpOptions("127.0.0.1", 0, List.of(), certificate, key));
  }

  private SSLContext trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(authority.pem().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private String subject(RestServer rest) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getByName("127.0.0.1"), rest.port())) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  @Test
  void aLoginOverHttpsHasASecureCookie() throws Exception {
    try (RestServer rest = serve()) {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .sslContext(trusting())
              .build()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("https://127.0.0.1:" + rest.port() + "/api/login"))
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "{\"name\":\"admin\",\"password\":\"a good password\"}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }

  @Test
  void aRenewedCertificateIsServedAndABrokenOneIsNot() throws Exception {
    try (RestServer rest = serve()) {
      assertThat(subject(rest)).contains("first");
      Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nnothing");
      write("second");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(subject(rest)).contains("second"));
      Files.writeString(key, "damaged");
      assertThat(subject(rest)).contains("second");
      write("third");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(subject(rest)).contains("third"));
    }
  }

  @Test
  void filesThatCannotBeUsedAreNamedAtStart() throws Exception {
    Files.writeString(key, pem(authority.issue("another", "localhost")));
    assertThatThrownBy(this::serve).hasMessageContaining("--tls-key", "does not belong");
    Files.writeString(key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");
    assertThatThrownBy(this::serve).hasMessageContaining("openssl pkcs8");
    Files.delete(key);
    assertThatThrownBy(this::serve)
        .hasMessageContaining("--tls-key")
        .hasMessageContaining("does not exist");
    Files.writeString(certificate, "hello");
    assertThatThrownBy(this::serve).hasMessageContaining("holds no certificate");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .as("what a server that did not start has left behind")
        .doesNotContain("sluice-live-watch");
  }
}

package org.sluiceiot.kafka.connection.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.fixtures.TestAuthority;

class TlsConfigTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("authority");
  private static final TestAuthority.Identity CLIENT = AUTHORITY.issue("client");

  @Test
  void lineBreaksAreRepaired() {
    String pem = AUTHORITY.pem();
    for (String spoiled :
        List.of(
            pem.replace("\n", "\\n"),
            pem.replace("\n", "\r\n"),
            pem.replace("\n", " "),
            "  " + pem.replace("\n", "") + "  ")) {
      TlsConfig tls = new TlsConfig(spoiled, null, null, null, true);
      assertThat(problems(tls)).as(spoiled).isEmpty();
      assertThat(tls.trustedCertificates().replace("\r", "")).isEqualTo(pem.replace("\r", ""));
    }
  }

  @Test
  void aMatchingIdentityIsFineAlsoEncrypted() {
    assertThat(problems(identity(CLIENT.chain(), CLIENT.keyPem(), null))).isEmpty();
    assertThat(problems(identity(CLIENT.chain(), CLIENT.keyPem("pw"), "pw"))).isEmpty();
  }

  @Test
  void whatIsWrongIsNamed() {
    expect(
        identity(CLIENT.chain(), CLIENT.keyPem("pw"), "other"), "privateKey", "password is wrong");
    expect(identity(CLIENT.chain(), CLIENT.keyPem("pw"), null), "privateKey", "is encrypted");
    expect(identity(CLIENT.chain(), CLIENT.oldKeyPem(), null), "privateKey", "older form");
    expect(identity(CLIENT.chain(), CLIENT.chain(), null), "privateKey", "is a certificate");
    expect(identity(CLIENT.chain(), "nonsense", null), "privateKey", "not a PEM private key");
    expect(
        identity(CLIENT.chain(), AUTHORITY.issue("x").keyPem(), null),
        "privateKey",
        "is not the key of the first certificate");
    expect(identity(CLIENT.chain(), null, null), "privateKey", "is missing");
    expect(identity(null, CLIENT.keyPem(), null), "certificateChain", "is missing");
    expect(
        identity("nonsense", CLIENT.keyPem(), null), "certificateChain", "not a PEM certificate");
    expect(
        identity(CLIENT.chain() + CLIENT.chain(), CLIENT.keyPem(), null),
        "certificateChain",
        "not in order");
    expect(
        new TlsConfig(CLIENT.keyPem(), null, null, null, true),
        "trustedCertificates",
        "holds a private key");
    expect(
        new TlsConfig(
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", null, null, null, true),
        "trustedCertificates",
        "is damaged");
  }

  /** What the JDK reads is not all that Kafka reads. */
  @Test
  void aKeyThatKafkaCannotReadIsNamedWhenItIsSaved() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    TestAuthority.Identity client = AUTHORITY.issue("client", keys);
    expect(identity(client.chain(), client.keyPem(), null), "privateKey", "is an Ed25519");
  }

  @Test
  void theSameTextsMakeAContextForSocketsOfOurOwn() {
    TlsConfig tls =
        new TlsConfig(
            AUTHORITY.pem(),
            CLIENT.chain(),
            new Secret(CLIENT.keyPem("pw")),
            new Secret("pw"),
            true);
    assertThat(TlsContext.of(tls).getSupportedSSLParameters().getProtocols())
        .contains("TLSv1.2", "TLSv1.3");
    assertThat(TlsContext.of(TlsConfig.DEFAULT).getProtocol()).isEqualTo("TLS");
    TlsConfig broken = new TlsConfig("nonsense", null, null, null, true);
    assertThatThrownBy(() -> TlsContext.of(broken)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void expect(TlsConfig tls, String path, String text) {
    assertThat(problems(tls))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.text()).contains(text);
              assertThat(problem.toString()).doesNotContain("MII", "BEGIN PRIVATE");
            });
  }

  private static TlsConfig identity(String chain, String key, String password) {
    return new TlsConfig(
        null,
        chain,
        key == null ? null : new Secret(key),
        password == null ? null : new Secret(password),
        true);
  }

  private static List<Problem> problems(TlsConfig tls) {
    Problems problems = new Problems();
    tls.validate(problems);
    return problems.all();
  }
}

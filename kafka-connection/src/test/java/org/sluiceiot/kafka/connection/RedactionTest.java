package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Secret;

class RedactionTest {
  private final ConnectionConfig config;
  private final Redaction redaction;

  RedactionTest() throws Exception {
    config =
        Connections.read(
            Connections.json(
                "{'bootstrapServers':'a:1','security':{'type':'sasl-ssl','sasl':{'type':'plain',"
                    + "'username':'u','password':'hunter2-secret'}}}"));
    redaction = Redaction.of(config);
  }

  @Test
  void removesKnownSecretsAndTheirShapes() {
    assertThat(redaction.redact("failed for hunter2-secret at b"))
        .isEqualTo("failed for ******** at b");
    assertThat(redaction.redact("required username=\"u\" password=\"x y\";"))
        .isEqualTo("required username=\"u\" password=********;");
    assertThat(redaction.redact("Authorization: Bearer abcdefgh.ijk")).doesNotContain("abcdefgh");
    assertThat(redaction.redact("https://user:pw@host/x")).isEqualTo("https://********@host/x");
    assertThat(
            redaction.redact("-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\nrest"))
        .isEqualTo("********\nrest");
    assertThat(redaction.redact(null)).isEmpty();
  }

  @Test
  void ofATenantsOwnDataOnlyTheNodesSecretsAreHidden() {
    assertThat(redaction.hide("{\"password\":\"abc\",\"p\":\"hunter2-secret\"}"))
        .isEqualTo("{\"password\":\"abc\",\"p\":\"********\"}");
  }

  /** Read by reflection. */
  public record Key(Secret privateKey) {}

  @Test
  void aSecretOfSeveralLinesIsFoundInJsonToo() {
    Redaction key =
        Redaction.of(new Key(new Secret("-----BEGIN X-----\nMII\"\n-----END X-----\n")));
    assertThat(key.hide("{\"k\":\"-----BEGIN X-----\\nMII\\\"\\n-----END X-----\\n\"}"))
        .isEqualTo("{\"k\":\"********\\n\"}");
  }

  @Test
  void describesCausesOnce() {
    Exception cause = new IllegalStateException("no hunter2-secret here");
    assertThat(redaction.describe(new RuntimeException("outer", cause)))
        .isEqualTo("outer: no ******** here");
    assertThat(redaction.describe(new RuntimeException(cause))).isEqualTo("no ******** here");
  }

  @Test
  void noRecordShowsASecret() {
    assertThat(config.toString()).doesNotContain("hunter2");
    assertThat(config.terms().toString()).doesNotContain("hunter2");
  }
}

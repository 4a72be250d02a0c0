package org.sluiceiot.kafka.connection.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Secret;

class SaslPropertiesTest {
  private static final OauthSasl OAUTH =
      new OauthSasl(
          "https://login.example/token", "c", new Secret("s"), null, null, Map.of(), null);

  /** Kafka shares one login, and so one token, among clients whose JAAS lines are equal. */
  @Test
  void twoConnectionsNeverShareAnOauthLogin() {
    assertThat(jaas()).isNotEqualTo(jaas());
  }

  private static String jaas() {
    TokenSource none =
        () -> {
          throw new IOException("no token in this test");
        };
    Object line = SaslProperties.of(OAUTH, none).get(SaslConfigs.SASL_JAAS_CONFIG);
    return ((Password) line).value();
  }

  @Test
  void noSecretOfAnOauthLoginIsAClientProperty() {
    assertThat(jaas()).doesNotContain("\"s\"").contains("OAuthBearerLoginModule required");
  }
}

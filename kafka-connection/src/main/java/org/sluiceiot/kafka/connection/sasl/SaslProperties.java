package org.sluiceiot.kafka.connection.sasl;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;

/** A connection's login as Kafka client properties. Safe for any thread. */
public final class SaslProperties {
  private static final String PACKAGE = "org.apache.kafka.common.security.";

  private SaslProperties() {}

  /**
   * @param tokens where OAuth tokens come from; null for other logins
   * @return new and modifiable
   */
  public static Map<String, Object> of(SaslConfig sasl, TokenSource tokens) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(SaslConfigs.SASL_MECHANISM, sasl.mechanism());
    if (sasl instanceof PlainSasl plain) {
      jaas(
          properties,
          PACKAGE + "plain.PlainLoginModule",
          Map.of("username", plain.username(), "password", plain.password().reveal()));
    } else if (sasl instanceof ScramSasl scram) {
      jaas(
          properties,
          PACKAGE + "scram.ScramLoginModule",
          Map.of("username", scram.username(), "password", scram.password().reveal()));
    } else if (sasl instanceof OauthSasl) {
      // Kafka shares a login between clients whose JAAS lines are equal, also of two tenants.
      // The option is ignored by the module and keeps them apart.
      jaas(
          properties,
          PACKAGE + "oauthbearer.OAuthBearerLoginModule",
          Map.of("sluice", UUID.randomUUID().toString()));
      properties.put(SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, OauthLogin.class);
      properties.put(OauthLogin.TOKENS, tokens);
    } else {
      jaas(properties, MskIamSasl.MODULE, Map.of());
      properties.put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, MskIamSasl.HANDLER);
    }
    return properties;
  }

  private static void jaas(
      Map<String, Object> properties, String module, Map<String, String> options) {
    properties.put(SaslConfigs.SASL_JAAS_CONFIG, new Password(JaasLine.of(module, options)));
  }
}

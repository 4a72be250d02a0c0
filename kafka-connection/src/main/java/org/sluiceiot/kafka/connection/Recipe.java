package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.kafka.connection.sasl.SaslRecipe;

/**
 * Kafka client properties, as other products keep them, read into the fields of a connection. Pure.
 *
 * @param security an object for the property {@code security}; null when the properties say nothing
 *     of it or there are problems
 * @param rest properties that are not about security, as they were
 */
record Recipe(ObjectNode security, Map<String, String> rest) {
  private static final Map<String, String> PROTOCOLS =
      Map.of(
          "PLAINTEXT", "plaintext",
          "SSL", "ssl",
          "SASL_PLAINTEXT", "sasl-plaintext",
          "SASL_SSL", "sasl-ssl");
  private static final Map<String, String> TLS_TEXTS =
      Map.of(
          "ssl.truststore.certificates", "trustedCertificates",
          "ssl.keystore.certificate.chain", "certificateChain",
          "ssl.keystore.key", "privateKey",
          "ssl.key.password", "keyPassword");
  private static final Set<String> SASL =
      Set.of("sasl.mechanism", "sasl.jaas.config", "sasl.oauthbearer.token.endpoint.url");

  /** What providers' pages write although it only repeats what the fields mean anyway. */
  private static final Map<String, Set<String>> IMPLIED =
      Map.of(
          "ssl.truststore.type", Set.of("PEM"),
          "ssl.keystore.type", Set.of("PEM"),
          "ssl.endpoint.identification.algorithm", Set.of("https"),
          "sasl.login.callback.handler.class",
              Set.of(
                  "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
                  "org.apache.kafka.common.security.oauthbearer.secured.OAuthBearerLoginCallbackHandler"),
          "sasl.client.callback.handler.class",
              Set.of("software.amazon.msk.auth.iam.IAMClientCallbackHandler"));

  /**
   * @param problems where the properties stand
   */
  static Recipe read(Map<String, String> properties, Problems problems) {
    Map<String, String> rest = new HashMap<>(properties);
    IMPLIED.forEach(
        (key, values) ->
            rest.computeIfPresent(key, (k, v) -> values.contains(v.strip()) ? null : v));
    String protocol = rest.remove("security.protocol");
    Map<String, String> sasl = take(rest, SASL);
    ObjectNode tls = tls(rest);
    if (protocol == null) {
      if (!sasl.isEmpty() || !tls.isEmpty()) {
        problems.at("security.protocol").add("is missing", "add security.protocol=…");
      }
      return new Recipe(null, rest);
    }
    String type = PROTOCOLS.get(protocol.strip());
    if (type == null) {
      problems
          .at("security.protocol")
          .add("is not one of Kafka's", "use PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL");
      return new Recipe(null, rest);
    }
    ObjectNode security = JsonNodeFactory.instance.objectNode().put("type", type);
    if (type.endsWith("ssl") && !tls.isEmpty()) {
      security.set("tls", tls);
    }
    if (type.startsWith("sasl")) {
      ObjectNode login = SaslRecipe.read(sasl, problems);
      if (login == null) {
        return new Recipe(null, rest);
      }
      security.set("sasl", login);
    }
    return new Recipe(security, rest);
  }

  private static Map<String, String> take(Map<String, String> from, Set<String> keys) {
    Map<String, String> taken = new HashMap<>();
    keys.forEach(
        key -> {
          String value = from.remove(key);
          if (value != null) {
            taken.put(key, value);
          }
        });
    return taken;
  }

  private static ObjectNode tls(Map<String, String> rest) {
    ObjectNode tls = JsonNodeFactory.instance.objectNode();
    TLS_TEXTS.forEach(
        (key, field) -> {
          String value = rest.remove(key);
          if (value != null) {
            tls.put(field, value);
          }
        });
    String identification = rest.get("ssl.endpoint.identification.algorithm");
    if (identification != null && identification.isBlank()) {
      rest.remove("ssl.endpoint.identification.algorithm");
      tls.put("verifyHostName", false);
    }
    return tls;
  }

  /** Never shows values. */
  @Override
  public String toString() {
    return "Recipe" + rest.keySet();
  }
}

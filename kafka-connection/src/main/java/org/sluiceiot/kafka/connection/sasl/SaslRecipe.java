package org.sluiceiot.kafka.connection.sasl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.config.Problems;

/** Rebuilds the fields of a login from Kafka's own properties. Pure. */
public final class SaslRecipe {
  private static final String PACKAGE = "org.apache.kafka.common.security.";
  private static final String PLAIN = PACKAGE + "plain.PlainLoginModule";
  private static final String SCRAM = PACKAGE + "scram.ScramLoginModule";
  private static final String OAUTH = PACKAGE + "oauthbearer.OAuthBearerLoginModule";
  private static final String EXTENSION = "extension_";

  private SaslRecipe() {}

  /**
   * @param properties {@code sasl.mechanism}, {@code sasl.jaas.config} and, for OAuth, {@code
   *     sasl.oauthbearer.token.endpoint.url}
   * @param problems where the properties stand
   * @return an object for the property {@code sasl}; null when there are problems
   */
  public static ObjectNode read(Map<String, String> properties, Problems problems) {
    String mechanism = properties.getOrDefault("sasl.mechanism", "").strip();
    if (mechanism.equals("AWS_MSK_IAM")) {
      return node("aws-msk-iam");
    }
    Problems at = problems.at("sasl.jaas.config");
    JaasEntry entry = entry(properties.get("sasl.jaas.config"), at);
    if (entry == null) {
      return null;
    }
    switch (mechanism + " " + entry.module()) {
      case "PLAIN " + PLAIN:
        return passwords(node("plain"), entry, at);
      case "SCRAM-SHA-256 " + SCRAM:
        return passwords(node("scram").put("algorithm", "sha-256"), entry, at);
      case "SCRAM-SHA-512 " + SCRAM:
        return passwords(node("scram").put("algorithm", "sha-512"), entry, at);
      case "OAUTHBEARER " + OAUTH:
        return oauth(properties, entry, at);
      default:
        at.add(
            "and sasl.mechanism are not PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER with"
                + " Kafka's login module for it",
            "use the security fields");
        return null;
    }
  }

  private static JaasEntry entry(String line, Problems at) {
    if (line == null) {
      at.add("is missing", "use the security fields");
      return null;
    }
    try {
      return JaasEntry.parse(line.strip());
    } catch (IllegalArgumentException e) {
      at.add(e.getMessage(), "use the security fields");
      return null;
    }
  }

  private static ObjectNode passwords(ObjectNode sasl, JaasEntry entry, Problems at) {
    if (!entry.options().keySet().equals(Set.of("username", "password"))) {
      at.add("must have the options username and password, and no other", "use the fields");
      return null;
    }
    return sasl.put("username", entry.options().get("username"))
        .put("password", entry.options().get("password"));
  }

  private static ObjectNode oauth(Map<String, String> properties, JaasEntry entry, Problems at) {
    ObjectNode sasl = node("oauthbearer");
    sasl.put("tokenEndpoint", properties.get("sasl.oauthbearer.token.endpoint.url"));
    ObjectNode extensions = sasl.putObject("extensions");
    entry
        .options()
        .forEach(
            (name, value) -> {
              if (name.startsWith(EXTENSION)) {
                extensions.put(name.substring(EXTENSION.length()), value);
              } else if (Set.of("clientId", "clientSecret", "scope").contains(name)) {
                sasl.put(name, value);
              } else {
                at.add("has an option that is not known", "use the fields");
              }
            });
    return sasl;
  }

  private static ObjectNode node(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}

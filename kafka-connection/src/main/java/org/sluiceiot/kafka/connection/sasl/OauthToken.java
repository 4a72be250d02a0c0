package org.sluiceiot.kafka.connection.sasl;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/**
 * A token and what Kafka wants to know of it.
 *
 * @param lifetimeMs when it ends, in milliseconds since 1970
 * @param startTimeMs when it began; may be null
 * @param extensions SASL extensions to send along
 */
public record OauthToken(
    String value,
    Set<String> scope,
    long lifetimeMs,
    String principalName,
    Long startTimeMs,
    Map<String, String> extensions)
    implements OAuthBearerToken {
  public OauthToken {
    scope = Set.copyOf(scope);
    extensions = Map.copyOf(extensions);
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "token of " + principalName;
  }
}

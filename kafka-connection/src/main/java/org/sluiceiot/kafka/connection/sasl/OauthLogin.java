package org.sluiceiot.kafka.connection.sasl;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensions;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/**
 * Gives Kafka's login its OAuth tokens, from the {@link TokenSource} that stands among the client's
 * properties. Made by Kafka, called on its login thread.
 */
public final class OauthLogin implements AuthenticateCallbackHandler {
  static final String TOKENS = "sluice.oauth.tokens";

  private TokenSource tokens;
  private Map<String, String> extensions = Map.of();

  @Override
  public void configure(
      Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
    tokens = (TokenSource) configs.get(TOKENS);
    if (tokens == null) {
      throw new IllegalArgumentException("no token source among the client's properties");
    }
  }

  @Override
  public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof OAuthBearerTokenCallback wanted) {
        OauthToken token = tokens.token();
        extensions = token.extensions();
        wanted.token(token);
      } else if (callback instanceof SaslExtensionsCallback wanted) {
        // Kafka asks for the extensions right after the token.
        wanted.extensions(new SaslExtensions(extensions));
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  @Override
  public void close() {
    // The token source belongs to whoever made the client.
  }
}

package org.sluiceiot.kafka.connection.sasl;

import java.io.IOException;

/** Where OAuth tokens come from. Safe for any thread; blocks for at most ten seconds. */
@FunctionalInterface
public interface TokenSource {
  /**
   * A new token.
   *
   * @throws IOException the endpoint cannot be reached, or says no; the message is for the user and
   *     holds no secret
   */
  OauthToken token() throws IOException;
}

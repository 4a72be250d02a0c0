package org.sluiceiot.kafka.connection;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.sluiceiot.api.config.Variant;

/** Neither encrypted nor logged in. */
@Variant(value = "plaintext", title = "PLAINTEXT: no encryption, no login")
public record PlaintextSecurity() implements SecurityConfig {
  @Override
  public SecurityTerms terms() {
    return new SecurityTerms(SecurityProtocol.PLAINTEXT, null, null);
  }
}

package org.sluiceiot.kafka.connection;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.connection.sasl.SaslConfig;

/** Logged in, not encrypted. */
@Variant(value = "sasl-plaintext", title = "SASL_PLAINTEXT: login without encryption")
public record SaslPlaintextSecurity(
    @Property(title = "Login", help = "How this client logs in.", group = "Security")
        SaslConfig sasl)
    implements SecurityConfig {
  @Override
  public SecurityTerms terms() {
    return new SecurityTerms(SecurityProtocol.SASL_PLAINTEXT, null, sasl);
  }
}

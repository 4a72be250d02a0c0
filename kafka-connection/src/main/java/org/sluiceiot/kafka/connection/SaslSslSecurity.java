package org.sluiceiot.kafka.connection;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.connection.sasl.SaslConfig;
import org.sluiceiot.kafka.connection.tls.TlsConfig;

/** Encrypted and logged in. */
@Variant(value = "sasl-ssl", title = "SASL_SSL: login over TLS")
public record SaslSslSecurity(
    @Property(title = "Login", help = "How this client logs in.", group = "Security")
        SaslConfig sasl,
    @Property(
            title = "TLS",
            help = "Certificates of both sides.",
            defaultValue = "{}",
            group = "Security")
        TlsConfig tls)
    implements SecurityConfig {
  @Override
  public SecurityTerms terms() {
    return new SecurityTerms(SecurityProtocol.SASL_SSL, tls, sasl);
  }
}

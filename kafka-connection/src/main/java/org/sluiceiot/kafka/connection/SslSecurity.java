package org.sluiceiot.kafka.connection;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.connection.tls.TlsConfig;

/** Encrypted; with a client certificate also logged in. */
@Variant(value = "ssl", title = "SSL: TLS, optionally with a client certificate")
public record SslSecurity(
    @Property(
            title = "TLS",
            help = "Certificates of both sides.",
            defaultValue = "{}",
            group = "Security")
        TlsConfig tls)
    implements SecurityConfig {
  @Override
  public SecurityTerms terms() {
    return new SecurityTerms(SecurityProtocol.SSL, tls, null);
  }
}

package org.sluiceiot.kafka.connection;

import org.sluiceiot.api.config.Variants;

/** How a connection is secured: one of Kafka's four protocols, or a provider's recipe for one. */
@Variants({
  PlaintextSecurity.class,
  SslSecurity.class,
  SaslPlaintextSecurity.class,
  SaslSslSecurity.class,
  ConfluentCloudSecurity.class,
  EventHubsSecurity.class,
  MskIamSecurity.class
})
public sealed interface SecurityConfig
    permits PlaintextSecurity,
        SslSecurity,
        SaslPlaintextSecurity,
        SaslSslSecurity,
        ConfluentCloudSecurity,
        EventHubsSecurity,
        MskIamSecurity {
  /** The same in Kafka's own terms; pure, never null. */
  SecurityTerms terms();
}

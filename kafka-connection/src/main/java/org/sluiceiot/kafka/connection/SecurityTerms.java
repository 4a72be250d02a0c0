package org.sluiceiot.kafka.connection;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.sluiceiot.kafka.connection.sasl.SaslConfig;
import org.sluiceiot.kafka.connection.tls.TlsConfig;

/**
 * A connection's security in Kafka's terms.
 *
 * @param tls null when the protocol is without TLS
 * @param sasl null when the protocol is without SASL
 */
public record SecurityTerms(SecurityProtocol protocol, TlsConfig tls, SaslConfig sasl) {}

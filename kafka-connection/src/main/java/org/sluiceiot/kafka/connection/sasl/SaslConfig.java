package org.sluiceiot.kafka.connection.sasl;

import org.sluiceiot.api.config.Variants;

/** How a client logs in. */
@Variants({PlainSasl.class, ScramSasl.class, OauthSasl.class, MskIamSasl.class})
public sealed interface SaslConfig permits PlainSasl, ScramSasl, OauthSasl, MskIamSasl {
  /** Kafka's name of the mechanism; constant per value. */
  String mechanism();
}

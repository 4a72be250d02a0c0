package org.sluiceiot.kafka.connection;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.connection.sasl.MskIamSasl;
import org.sluiceiot.kafka.connection.tls.TlsConfig;

/** Amazon MSK: SASL_SSL with the host's AWS identity. */
@Variant(value = "msk-iam", title = "Amazon MSK: the host's IAM identity")
public record MskIamSecurity() implements SecurityConfig, Validated {
  @Override
  public SecurityTerms terms() {
    return new SecurityTerms(SecurityProtocol.SASL_SSL, TlsConfig.DEFAULT, new MskIamSasl());
  }

  @Override
  public void validate(Problems problems) {
    new MskIamSasl().validate(problems);
  }
}

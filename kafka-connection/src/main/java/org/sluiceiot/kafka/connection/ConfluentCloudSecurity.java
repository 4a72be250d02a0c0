package org.sluiceiot.kafka.connection;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.connection.sasl.PlainSasl;
import org.sluiceiot.kafka.connection.tls.TlsConfig;

/** Confluent Cloud: SASL_SSL with PLAIN and publicly signed certificates. */
@Variant(value = "confluent-cloud", title = "Confluent Cloud: API key and secret")
public record ConfluentCloudSecurity(
    @Property(
            title = "API key",
            help = "Key of the cluster, as Confluent Cloud shows it.",
            min = "1",
            max = "1024",
            group = "Security")
        String apiKey,
    @Property(
            title = "API secret",
            help = "Secret of that key; Confluent Cloud shows it once.",
            min = "1",
            max = "4096",
            group = "Security")
        Secret apiSecret)
    implements SecurityConfig, Validated {
  @Override
  public SecurityTerms terms() {
    return new SecurityTerms(
        SecurityProtocol.SASL_SSL, TlsConfig.DEFAULT, new PlainSasl(apiKey, apiSecret));
  }

  @Override
  public void validate(Problems problems) {
    Problems inner = new Problems();
    new PlainSasl(apiKey, apiSecret).validate(inner);
    inner
        .all()
        .forEach(
            problem ->
                problems
                    .at(problem.path().equals("username") ? "apiKey" : "apiSecret")
                    .add(problem.text(), problem.remedy()));
  }
}

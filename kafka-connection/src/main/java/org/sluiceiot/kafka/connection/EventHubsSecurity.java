package org.sluiceiot.kafka.connection;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.connection.sasl.PlainSasl;
import org.sluiceiot.kafka.connection.tls.TlsConfig;

/** Azure Event Hubs: SASL_SSL with PLAIN, the connection string being the password. */
@Variant(value = "event-hubs", title = "Azure Event Hubs: connection string")
public record EventHubsSecurity(
    @Property(
            title = "Connection string",
            help = "As the Azure portal shows it: Endpoint=sb://…;SharedAccessKeyName=…;…",
            min = "1",
            max = "4096",
            group = "Security")
        Secret connectionString)
    implements SecurityConfig, Validated {
  private static final String USER = "$ConnectionString";

  @Override
  public SecurityTerms terms() {
    Secret stripped = new Secret(connectionString.reveal().strip());
    return new SecurityTerms(
        SecurityProtocol.SASL_SSL, TlsConfig.DEFAULT, new PlainSasl(USER, stripped));
  }

  @Override
  public void validate(Problems problems) {
    String text = connectionString.reveal().strip();
    if (!text.startsWith("Endpoint=sb://") || !text.contains("SharedAccessKey")) {
      problems
          .at("connectionString")
          .add(
              "is not an Event Hubs connection string",
              "copy it whole, from 'Endpoint=sb://' to the end of the key");
    } else if (text.chars().anyMatch(Character::isISOControl) || text.contains("${")) {
      problems.at("connectionString").add("holds characters that do not belong there", "");
    }
  }
}

package org.sluiceiot.kafka.connection.sasl;

import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;

/** User name and password, sent as they are: use it over TLS. */
@Variant(value = "plain", title = "PLAIN: user name and password")
public record PlainSasl(
    @Property(
            title = "User name",
            help = "Name that the broker knows this client by.",
            min = "1",
            max = "1024",
            group = "Security")
        String username,
    @Property(
            title = "Password",
            help = "Password of the user.",
            min = "1",
            max = "4096",
            group = "Security")
        Secret password)
    implements SaslConfig, Validated {
  @Override
  public String mechanism() {
    return "PLAIN";
  }

  @Override
  public void validate(Problems problems) {
    Credentials.check(username, problems.at("username"));
    Credentials.check(password.reveal(), problems.at("password"));
  }
}

package org.sluiceiot.kafka.connection.sasl;

import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;

/** User name and a password that is proven, not sent. */
@Variant(value = "scram", title = "SCRAM: user name and proven password")
public record ScramSasl(
    @Property(
            title = "Algorithm",
            help = "Hash that the broker keeps this user's password with.",
            defaultValue = "sha-512",
            group = "Security")
        Algorithm algorithm,
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

  /** Hashes that Kafka knows. */
  public enum Algorithm {
    SHA_256,
    SHA_512
  }

  @Override
  public String mechanism() {
    return algorithm == Algorithm.SHA_256 ? "SCRAM-SHA-256" : "SCRAM-SHA-512";
  }

  @Override
  public void validate(Problems problems) {
    Credentials.check(username, problems.at("username"));
    Credentials.check(password.reveal(), problems.at("password"));
  }
}

package org.sluiceiot.kafka.connection;

import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.kafka.connection.policy.BootstrapServers;
import org.sluiceiot.kafka.connection.policy.ClientProperties;
import org.sluiceiot.kafka.connection.policy.HostPort;

/** How to reach a Kafka cluster; the same for both directions. */
public record ConnectionConfig(
    @Property(
            title = "Bootstrap servers",
            help = "Comma-separated host:port pairs of brokers to start from.",
            min = "1",
            max = "4096",
            group = "Connection")
        String bootstrapServers,
    @Property(
            title = "Security",
            help = "How the connection is encrypted and how this client logs in.",
            defaultValue = "{\"type\":\"plaintext\"}",
            group = "Connection")
        SecurityConfig security,
    @Property(
            title = "Pasted client properties",
            help =
                "Client properties as a provider's page shows them (name=value lines). They are"
                    + " read into the security above, which must then be left at plaintext; what is"
                    + " not allowed among them is refused, never passed on.",
            optional = true,
            max = "65536",
            group = "Connection",
            advanced = true,
            editor = Property.Editor.MULTILINE)
        Secret pastedProperties,
    @Property(
            title = "Other client properties",
            help = "Further Kafka client properties, from the allowed ones only.",
            defaultValue = "{}",
            max = "64",
            group = "Connection",
            advanced = true)
        Map<String, String> otherProperties)
    implements Validated {

  /** A connection without encryption and login. */
  public static ConnectionConfig plaintext(String bootstrapServers) {
    return new ConnectionConfig(bootstrapServers, new PlaintextSecurity(), null, Map.of());
  }

  @Override
  public void validate(Problems problems) {
    ClientVersion.defect().ifPresent(text -> problems.add(text, "ask the operator to replace it"));
    Problems bootstrap = new Problems();
    BootstrapServers.parse(bootstrapServers, bootstrap);
    bootstrap.all().forEach(bad -> problems.at("bootstrapServers").add(bad.text(), bad.remedy()));
    ClientProperties.check(otherProperties, problems.at("otherProperties"));
    Pasted.check(this, problems);
  }

  /** The brokers to start from; only of a validated configuration. */
  public List<HostPort> servers() {
    return BootstrapServers.parse(bootstrapServers, new Problems());
  }

  /** The security, also when it was pasted; only of a validated configuration. */
  public SecurityTerms terms() {
    return Pasted.of(this).security().terms();
  }

  /**
   * The further client properties, also those that were pasted; only of a validated configuration.
   */
  public Map<String, String> furtherProperties() {
    return Pasted.of(this).otherProperties();
  }
}

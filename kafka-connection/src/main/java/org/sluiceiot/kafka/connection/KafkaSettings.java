package org.sluiceiot.kafka.connection;

import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.SettingsDocument;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.kafka.connection.policy.AddressSettings;
import org.sluiceiot.kafka.connection.policy.TenantLimits;

/** What the operator of a host decides about connections to Kafka, for all tenants. */
public record KafkaSettings(
    @Property(
            title = "Addresses",
            help = "Where tenants may have the host connect to.",
            defaultValue = "{}")
        AddressSettings addresses,
    @Property(
            title = "Denied clusters",
            help =
                "Ids of Kafka clusters that no tenant may use; name the cluster that carries the"
                    + " platform's own queues.",
            defaultValue = "[]",
            max = "64")
        List<String> deniedClusters,
    @Property(
            title = "Limits of a tenant",
            help = "How much of the host's Kafka work one tenant may take.",
            defaultValue = "{}")
        TenantLimits limits,
    @Property(
            title = "AWS MSK IAM",
            help =
                "Whether tenants may log in with the host's own AWS identity; it is the same for"
                    + " every tenant.",
            defaultValue = "false")
        boolean mskIam,
    @Property(
            title = "Allow unverified host names",
            help = "Whether a tenant may switch off the check of a broker's host name.",
            defaultValue = "false")
        boolean allowUnverifiedHostNames,
    @Property(
            title = "Plain HTTP token endpoints",
            help =
                "Whether OAuth token endpoints and schema registries may be reached without TLS.",
            defaultValue = "false")
        boolean allowPlainHttp,
    @Property(
            title = "Prefix consumer groups",
            help =
                "Whether the tenant's id is put before every consumer group, so that two tenants"
                    + " on one cluster never share one.",
            defaultValue = "true")
        boolean prefixGroups) {

  /**
   * The settings that this host holds; safe for any thread.
   *
   * @throws IllegalStateException the host let invalid settings through
   */
  public static KafkaSettings of(Host host) {
    try {
      return SettingsDocument.read(host.settings(), KafkaSettings.class);
    } catch (ConfigException e) {
      throw new IllegalStateException("the operator's settings are invalid", e);
    }
  }
}

package org.sluiceiot.kafka.connection;

import java.net.URI;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.kafka.connection.policy.AddressPolicy;
import org.sluiceiot.kafka.connection.policy.HostPort;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;
import org.sluiceiot.kafka.connection.sasl.MskIamSasl;
import org.sluiceiot.kafka.connection.sasl.OauthSasl;

/** What the operator of a host says about a connection. Pure; nothing is resolved or connected. */
public final class ConnectionPolicy {
  private ConnectionPolicy() {}

  /**
   * Refuses a connection that the operator does not permit; called wherever a configuration is
   * saved or started.
   *
   * @param connection valid by itself
   * @param path where the connection stands in the configuration, for the problems
   * @throws ConfigException every problem
   */
  public static void check(ConnectionConfig connection, Host host, String path)
      throws ConfigException {
    Problems problems = new Problems();
    check(connection, KafkaSettings.of(host), path.isEmpty() ? problems : problems.at(path));
    problems.orThrow();
  }

  static void check(ConnectionConfig connection, KafkaSettings settings, Problems problems) {
    AddressPolicy addresses = new AddressPolicy(settings.addresses());
    for (HostPort server : connection.servers()) {
      written(addresses, server, problems.at("bootstrapServers"));
    }
    SecurityTerms terms = connection.terms();
    if (terms.tls() != null
        && !terms.tls().verifyHostName()
        && !settings.allowUnverifiedHostNames()) {
      problems
          .at("security.tls.verifyHostName")
          .add("may not be switched off: the operator does not permit it", "switch it on");
    }
    if (terms.sasl() instanceof MskIamSasl && !settings.mskIam()) {
      problems
          .at("security")
          .add("may not use the host's AWS identity: the operator does not permit it", "");
    }
    if (terms.sasl() instanceof OauthSasl oauth) {
      endpoint(oauth.endpoint(), settings, addresses, problems.at("security.sasl.tokenEndpoint"));
    }
  }

  private static void endpoint(
      URI uri, KafkaSettings settings, AddressPolicy addresses, Problems at) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    if (!secure && !settings.allowPlainHttp()) {
      at.add("must be an https address", "the operator does not permit http");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    written(addresses, new HostPort(uri.getHost().replaceAll("[\\[\\]]", ""), port), at);
  }

  private static void written(AddressPolicy addresses, HostPort target, Problems at) {
    try {
      addresses.checkWritten(target);
    } catch (RefusedAddressException e) {
      at.add(e.getMessage(), "ask the operator");
    }
  }
}

package org.sluiceiot.kafka.connection;

import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.connection.http.CheckedHttp;
import org.sluiceiot.kafka.connection.http.CheckedSockets;
import org.sluiceiot.kafka.connection.policy.AddressPolicy;
import org.sluiceiot.kafka.connection.policy.HostPort;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;
import org.sluiceiot.kafka.connection.sasl.HttpTokenSource;
import org.sluiceiot.kafka.connection.sasl.OauthSasl;
import org.sluiceiot.kafka.connection.sasl.SaslProperties;
import org.sluiceiot.kafka.connection.sasl.TokenSource;
import org.sluiceiot.kafka.connection.tls.TlsConfig;
import org.sluiceiot.kafka.connection.tls.TlsProperties;

/** Puts the properties of one connection's clients together. Safe for any thread. */
final class ClientSettings {
  private static final AtomicLong COUNTER = new AtomicLong();

  private final ConnectionConfig connection;
  private final Map<String, String> others;
  private final Map<String, Object> security;
  private final Owner owner;
  private final Host host;

  ClientSettings(ConnectionConfig connection, Owner owner, Host host) {
    this.connection = connection;
    this.others = connection.furtherProperties();
    this.owner = owner;
    this.host = host;
    this.security = security(connection.terms());
  }

  /**
   * @param known names that this kind of client knows; a user's property for the other kind is left
   *     out
   */
  Map<String, Object> properties(Set<String> known, Map<String, Object> tuning) {
    Map<String, Object> properties = new HashMap<>(security);
    others.forEach(properties::put);
    properties.keySet().removeIf(key -> !known.contains(key) && !security.containsKey(key));
    properties.putAll(tuning);
    if (known.contains(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG)) {
      sending(properties);
    } else if (known.contains(ConsumerConfig.GROUP_ID_CONFIG)) {
      receiving(properties);
    }
    properties.put("enable.metrics.push", false);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers());
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId());
    return properties;
  }

  private static void sending(Map<String, Object> properties) {
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    String acks = String.valueOf(properties.getOrDefault(ProducerConfig.ACKS_CONFIG, "all"));
    properties.put(
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, acks.equals("all") || acks.equals("-1"));
  }

  private void receiving(Map<String, Object> properties) {
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.EXCLUDE_INTERNAL_TOPICS_CONFIG, true);
    properties.computeIfPresent(
        ConsumerConfig.GROUP_ID_CONFIG, (key, wanted) -> groupId(wanted.toString()));
  }

  String groupId(String wanted) {
    String prefix = owner.tenant() + "-";
    return !KafkaSettings.of(host).prefixGroups() || wanted.startsWith(prefix)
        ? wanted
        : prefix + wanted;
  }

  private String servers() {
    return connection.servers().stream().map(HostPort::toString).collect(Collectors.joining(","));
  }

  private String clientId() {
    return "sluice-%s-%s-%s-%d"
        .formatted(owner.tenant(), owner.id(), owner.serviceId(), COUNTER.incrementAndGet());
  }

  /**
   * Judges every bootstrap server by the operator's policy. Kafka resolves the names again, which
   * the JVM answers from its cache.
   *
   * @throws RefusedAddressException one of them may not be connected to
   * @throws KafkaException the connection is refused as a whole, or no server has an address
   */
  void resolveServers() {
    ClientVersion.defect()
        .ifPresent(
            text -> {
              throw new KafkaException(text);
            });
    KafkaSettings settings = KafkaSettings.of(host);
    Problems problems = new Problems();
    ConnectionPolicy.check(connection, settings, problems);
    if (problems.count() > 0) {
      throw new RefusedAddressException(problems.all().get(0).toString());
    }
    AddressPolicy policy = new AddressPolicy(settings.addresses());
    int unknown = 0;
    for (HostPort server : connection.servers()) {
      try {
        policy.resolve(server);
      } catch (UnknownHostException e) {
        unknown++;
      }
    }
    if (unknown == connection.servers().size()) {
      throw new KafkaException("no bootstrap server's host name is known: " + servers());
    }
  }

  private Map<String, Object> security(SecurityTerms terms) {
    Map<String, Object> properties = new HashMap<>();
    if (terms.tls() != null) {
      properties.putAll(TlsProperties.of(terms.tls()));
    }
    if (terms.sasl() != null) {
      properties.putAll(SaslProperties.of(terms.sasl(), tokens(terms)));
    }
    properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, terms.protocol().name);
    return properties;
  }

  /** Where OAuth tokens come from; null for other logins. */
  private TokenSource tokens(SecurityTerms terms) {
    if (!(terms.sasl() instanceof OauthSasl oauth)) {
      return null;
    }
    KafkaSettings settings = KafkaSettings.of(host);
    TlsConfig trust = new TlsConfig(oauth.trustedCertificates(), null, null, null, true);
    CheckedHttp http =
        new CheckedHttp(
            new CheckedSockets(new AddressPolicy(settings.addresses())),
            TlsProperties.context(trust),
            settings.allowPlainHttp());
    return new HttpTokenSource(oauth, http, host.clock());
  }
}

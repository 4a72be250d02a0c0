package org.sluiceiot.kafka.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.network.Selectable;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.connection.check.ClusterSource;
import org.sluiceiot.kafka.connection.check.LayerException;
import org.sluiceiot.kafka.connection.check.RefusedClusterException;
import org.sluiceiot.kafka.connection.http.CheckedHttp;
import org.sluiceiot.kafka.connection.http.CheckedSockets;
import org.sluiceiot.kafka.connection.policy.AddressPolicy;
import org.sluiceiot.kafka.connection.policy.HostPort;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;
import org.sluiceiot.kafka.connection.sasl.HttpTokenSource;
import org.sluiceiot.kafka.connection.sasl.MskIamSasl;
import org.sluiceiot.kafka.connection.sasl.OauthSasl;
import org.sluiceiot.kafka.connection.sasl.SaslProperties;
import org.sluiceiot.kafka.connection.sasl.TokenSource;
import org.sluiceiot.kafka.connection.tls.TlsConfig;
import org.sluiceiot.kafka.connection.tls.TlsContext;
import org.sluiceiot.kafka.connection.tls.TlsProperties;

/** Puts the properties of one connection's clients together. Safe for any thread. */
final class ClientSettings {
  private static final AtomicLong COUNTER = new AtomicLong();
  private static final long VERIFIED_FOR = Duration.ofSeconds(60).toNanos();

  private final ConnectionConfig connection;
  private final Map<String, String> others;
  private final Map<String, Object> security;
  private final Probes probes;
  private final Owner owner;
  private final Host host;
  private long verified = System.nanoTime() - VERIFIED_FOR;

  ClientSettings(ConnectionConfig connection, Owner owner, Host host) {
    this.connection = connection;
    this.others = connection.furtherProperties();
    this.owner = owner;
    this.host = host;
    SecurityTerms terms = connection.terms();
    TokenSource tokens = tokens(terms);
    this.security = security(terms, tokens);
    this.probes = new Probes(connection, terms, tokens, host);
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
    // Kafka's 128 KiB hold less than one request: the client would hand it over in pieces.
    properties.putIfAbsent(ProducerConfig.SEND_BUFFER_CONFIG, Selectable.USE_DEFAULT_BUFFER_SIZE);
  }

  private void receiving(Map<String, Object> properties) {
    properties.putIfAbsent(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.putIfAbsent(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
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

  /** Where it is found out which cluster this connection leads to. */
  ClusterSource clusterSource() {
    return connection.terms().sasl() instanceof MskIamSasl
        ? new AdminClusterSource(this::unverifiedAdmin, probes.rules())
        : probes.source();
  }

  Probes probes() {
    return probes;
  }

  private Admin unverifiedAdmin() {
    return PluginLoader.call(
        () -> Admin.create(properties(AdminClientConfig.configNames(), Map.of())));
  }

  /**
   * Judges the connection and the cluster behind it by the operator's policy, before a client
   * follows the addresses that the cluster advertises. Kafka resolves the names again, which the
   * JVM answers from its cache; a {@link org.sluiceiot.kafka.connection.check.ClusterWatch} judges
   * them again later.
   *
   * @throws RefusedAddressException something may not be connected to
   * @throws KafkaException the connection is refused as a whole, or cannot be judged now
   */
  void verify() {
    ClientVersion.defect()
        .ifPresent(
            text -> {
              throw new KafkaException(text);
            });
    Problems problems = new Problems();
    ConnectionPolicy.check(connection, KafkaSettings.of(host), problems);
    if (problems.count() > 0) {
      throw new RefusedAddressException(problems.all().get(0).toString());
    }
    synchronized (this) {
      if (System.nanoTime() - verified < VERIFIED_FOR) {
        return;
      }
    }
    try {
      clusterSource().find();
    } catch (RefusedClusterException e) {
      throw new RefusedAddressException(e.getMessage());
    } catch (LayerException e) {
      throw new KafkaException(e.layer() + ": " + e.getMessage(), e);
    }
    synchronized (this) {
      verified = System.nanoTime();
    }
  }

  private static Map<String, Object> security(SecurityTerms terms, TokenSource tokens) {
    Map<String, Object> properties = new HashMap<>();
    if (terms.tls() != null) {
      properties.putAll(TlsProperties.of(terms.tls()));
    }
    if (terms.sasl() != null) {
      properties.putAll(SaslProperties.of(terms.sasl(), tokens));
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
            TlsContext.of(trust),
            settings.allowPlainHttp());
    return new HttpTokenSource(oauth, http, host.clock());
  }
}

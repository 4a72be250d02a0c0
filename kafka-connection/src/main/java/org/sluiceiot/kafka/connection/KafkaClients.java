package org.sluiceiot.kafka.connection;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import org.sluiceiot.kafka.connection.check.ClusterWatch;
import org.sluiceiot.kafka.connection.policy.TenantBudget;

/**
 * Makes Kafka clients for one owner and one connection: the only place where client properties are
 * put together. Safe for any thread. Making a client first asks the cluster who it is and which
 * addresses it advertises, which blocks for some seconds when it is away: call it on a thread of
 * your own and be ready to try again.
 *
 * <p>The operator's policy is checked each time. What it refuses comes as a {@link
 * org.sluiceiot.kafka.connection.policy.RefusedAddressException} or a {@link
 * org.sluiceiot.kafka.connection.policy.LimitExceededException}; both are {@link KafkaException}s.
 */
public final class KafkaClients {
  private static final long DEFAULT_BUFFER_MEMORY = 32L << 20;

  private static final long SETTINGS_FOR = Duration.ofSeconds(1).toNanos();

  private final ClientSettings settings;
  private final Owner owner;
  private final Host host;
  private final Redaction redaction;
  private volatile Known known;

  /**
   * @param connection valid
   * @param host for the operator's policy
   */
  public KafkaClients(ConnectionConfig connection, Owner owner, Host host) {
    this.settings = new ClientSettings(connection, owner, host);
    this.owner = owner;
    this.host = host;
    this.redaction = Redaction.of(connection);
  }

  /**
   * @param tuning client properties that the caller's own typed configuration stands for
   * @throws KafkaException the client cannot be made now
   */
  public Producer<byte[], byte[]> producer(Map<String, Object> tuning) {
    Map<String, Object> properties = settings.properties(ProducerConfig.configNames(), tuning);
    TenantBudget.Lease lease = budget().producer(bufferMemory(properties));
    return make(properties, lease, p -> new LeasedProducer(p, lease));
  }

  /**
   * @param tuning as for {@link #producer}; holds {@code group.id} as the user wrote it, which
   *     becomes {@link #groupId}
   * @throws KafkaException the client cannot be made now
   */
  public Consumer<byte[], byte[]> consumer(Map<String, Object> tuning) {
    Map<String, Object> properties = settings.properties(ConsumerConfig.configNames(), tuning);
    TenantBudget.Lease lease = budget().consumer();
    return make(properties, lease, p -> new LeasedConsumer(p, lease));
  }

  /**
   * @throws KafkaException the client cannot be made now
   */
  public Admin admin() {
    return admin(Map.of());
  }

  /**
   * @param tuning as for {@link #producer}
   * @throws KafkaException the client cannot be made now
   */
  public Admin admin(Map<String, Object> tuning) {
    Map<String, Object> properties = settings.properties(AdminClientConfig.configNames(), tuning);
    return make(properties, () -> {}, Admin::create);
  }

  /**
   * The consumer group that a group's name stands for on the cluster: with the tenant's id before
   * it, unless the operator has switched that off. Giving the result again changes nothing.
   */
  public String groupId(String wanted) {
    return settings.groupId(wanted);
  }

  /**
   * Looks from now on which cluster the connection leads to, and whether it may be used; returns at
   * once. Close the watch with the last client.
   */
  public ClusterWatch watch(ClusterWatch.Listener listener) {
    return ClusterWatch.start(settings.clusterSource(), listener);
  }

  /** Tries the connection layer by layer; blocks for at most ten seconds and never throws. */
  public CheckReport check(CheckRequest request) {
    return check(request, step -> {});
  }

  /**
   * As {@link #check(CheckRequest)}.
   *
   * @param found told of each step as soon as it is done, never after this method returned
   */
  public CheckReport check(
      CheckRequest request, java.util.function.Consumer<CheckReport.Step> found) {
    return settings.probes().check(request, found);
  }

  /** What the tenant has taken of its limits. */
  public TenantBudget budget() {
    long now = System.nanoTime();
    Known current = known;
    if (current == null || now - current.at() > SETTINGS_FOR) {
      current = new Known(TenantBudget.of(owner.tenant(), KafkaSettings.of(host).limits()), now);
      known = current;
    }
    return current.budget();
  }

  /** The budget, by settings that were read then. */
  private record Known(TenantBudget budget, long at) {}

  /** Takes this connection's secrets out of texts. */
  public Redaction redaction() {
    return redaction;
  }

  private static long bufferMemory(Map<String, Object> properties) {
    Object value = properties.get(ProducerConfig.BUFFER_MEMORY_CONFIG);
    return value == null ? DEFAULT_BUFFER_MEMORY : Long.parseLong(value.toString().strip());
  }

  private <T> T make(
      Map<String, Object> properties,
      TenantBudget.Lease lease,
      Function<Map<String, Object>, T> constructor) {
    boolean made = false;
    try {
      T client =
          PluginLoader.call(
              () -> {
                settings.verify();
                return constructor.apply(properties);
              });
      made = true;
      return client;
    } finally {
      if (!made) {
        lease.close();
      }
    }
  }

  /**
   * Closes a client and gives its lease back, whatever the closing does.
   *
   * @param lease null while Kafka's own constructor closes what it has built, because it fails
   */
  private static void close(Runnable client, TenantBudget.Lease lease) {
    try {
      client.run();
    } finally {
      if (lease != null) {
        lease.close();
      }
    }
  }

  private static final class LeasedProducer extends KafkaProducer<byte[], byte[]> {
    private final TenantBudget.Lease lease;

    LeasedProducer(Map<String, Object> properties, TenantBudget.Lease lease) {
      super(properties);
      this.lease = lease;
    }

    /** The one way to close it: {@code close()} comes here. */
    @Override
    public void close(Duration timeout) {
      KafkaClients.close(() -> super.close(timeout), lease);
    }
  }

  private static final class LeasedConsumer extends KafkaConsumer<byte[], byte[]> {
    private final TenantBudget.Lease lease;

    LeasedConsumer(Map<String, Object> properties, TenantBudget.Lease lease) {
      super(properties);
      this.lease = lease;
    }

    @Override
    public void close() {
      KafkaClients.close(super::close, lease);
    }

    @Override
    public void close(Duration timeout) {
      KafkaClients.close(() -> super.close(timeout), lease);
    }
  }
}

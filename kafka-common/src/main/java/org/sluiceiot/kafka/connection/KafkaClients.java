package org.sluiceiot.kafka.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;

/**
 * Makes Kafka clients for one owner and one connection: the only place where client properties are
 * put together. Safe for any thread. Making a client resolves the bootstrap hosts, so call it on a
 * thread of your own and be ready to try again.
 */
public final class KafkaClients {
  private static final AtomicLong COUNTER = new AtomicLong();

  private final ConnectionConfig connection;
  private final Owner owner;

  /**
   * @param host for the operator's policy
   */
  public KafkaClients(ConnectionConfig connection, Owner owner, Host host) {
    this.connection = connection;
    this.owner = owner;
  }

  /**
   * @param tuning client properties that the caller's own typed configuration stands for
   * @throws org.apache.kafka.common.KafkaException the client cannot be made now
   */
  public Producer<byte[], byte[]> producer(Map<String, Object> tuning) {
    Map<String, Object> properties = properties(tuning);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return make(properties, KafkaProducer::new);
  }

  /**
   * @param tuning as for {@link #producer}; holds {@code group.id}
   * @throws org.apache.kafka.common.KafkaException the client cannot be made now
   */
  public Consumer<byte[], byte[]> consumer(Map<String, Object> tuning) {
    Map<String, Object> properties = properties(tuning);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return make(properties, KafkaConsumer::new);
  }

  /**
   * @throws org.apache.kafka.common.KafkaException the client cannot be made now
   */
  public Admin admin() {
    return make(properties(Map.of()), Admin::create);
  }

  private Map<String, Object> properties(Map<String, Object> tuning) {
    Map<String, Object> properties = new HashMap<>(connection.otherProperties());
    properties.putAll(tuning);
    properties.put("bootstrap.servers", connection.bootstrapServers());
    properties.put(
        "client.id",
        "sluice-"
            + owner.tenant()
            + "-"
            + owner.id()
            + "-"
            + owner.serviceId()
            + "-"
            + COUNTER.incrementAndGet());
    return properties;
  }

  /** Clients load classes through the context class loader: it must be the plugin's. */
  private static <T> T make(
      Map<String, Object> properties, Function<Map<String, Object>, T> constructor) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaClients.class.getClassLoader());
    try {
      return constructor.apply(properties);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

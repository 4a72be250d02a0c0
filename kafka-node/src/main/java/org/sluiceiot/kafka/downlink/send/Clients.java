package org.sluiceiot.kafka.downlink.send;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.connection.check.ClusterWatch;

/** Makes what a shared producer needs of Kafka. */
public interface Clients {
  /** Looks from now on which cluster this is; returns at once. */
  AutoCloseable watch(ClusterWatch.Listener listener);

  /**
   * A producer whose send never waits. May block: for the producer's own thread.
   *
   * @throws org.apache.kafka.common.KafkaException it cannot be made now
   */
  Producer<byte[], byte[]> producer();

  /** Clients that talk to a real cluster. */
  static Clients of(KafkaClients clients, Map<String, Object> tuning) {
    Map<String, Object> properties = new HashMap<>(tuning);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
    return new Clients() {
      @Override
      public AutoCloseable watch(ClusterWatch.Listener listener) {
        return clients.watch(listener);
      }

      @Override
      public Producer<byte[], byte[]> producer() {
        return clients.producer(properties);
      }
    };
  }
}

package org.sluiceiot.kafka.downlink.send;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.sluiceiot.kafka.connection.KafkaClients;

/** Makes what a shared producer needs of Kafka. Blocks; for the producer's own thread. */
public interface Clients {
  /**
   * Asks the cluster for its id.
   *
   * @throws Exception it cannot be reached or refuses
   */
  String clusterId() throws Exception;

  /** A producer whose send never waits. */
  Producer<byte[], byte[]> producer();

  /**
   * Clients that talk to a real cluster.
   *
   * @param learned told the id of the cluster
   */
  static Clients of(KafkaClients clients, Map<String, Object> tuning, Consumer<String> learned) {
    return new Clients() {
      @Override
      public String clusterId() throws Exception {
        String id = askClusterId(clients);
        learned.accept(id);
        return id;
      }

      @Override
      public Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(tuning);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
        return clients.producer(properties);
      }
    };
  }

  private static String askClusterId(KafkaClients clients)
      throws InterruptedException, ExecutionException, TimeoutException {
    Duration patience = Duration.ofSeconds(5);
    Admin admin = clients.admin();
    try {
      DescribeClusterOptions options =
          new DescribeClusterOptions().timeoutMs((int) patience.toMillis());
      return admin
          .describeCluster(options)
          .clusterId()
          .get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}

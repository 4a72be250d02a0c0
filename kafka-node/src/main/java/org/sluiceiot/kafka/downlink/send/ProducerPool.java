package org.sluiceiot.kafka.downlink.send;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.kafka.connection.ConnectionConfig;

/**
 * The shared producers of this process. Nodes share one when they are of one tenant on one host and
 * agree in connection and tuning. Safe for any thread; nothing blocks.
 */
public final class ProducerPool {
  private static final ProducerPool SHARED = new ProducerPool();

  private final Map<Key, SharedProducer> producers = new HashMap<>();

  /** The pool of this process; tests may make their own. */
  public static ProducerPool shared() {
    return SHARED;
  }

  /**
   * What nodes must agree in.
   *
   * @param serviceId the host process
   * @param settings the operator's policy
   */
  public record Key(
      TenantId tenant,
      String serviceId,
      JsonNode settings,
      ConnectionConfig connection,
      Map<String, Object> tuning) {
    public Key {
      tuning = Map.copyOf(tuning);
    }
  }

  /**
   * Opens a way into the producer of this key, making the producer when it is the first.
   *
   * @param clients makes the Kafka clients; called on the producer's own thread
   */
  public synchronized SendQueue open(
      Key key, Supplier<Clients> clients, QueueLimits limits, SendQueueListener listener) {
    SharedProducer producer =
        producers.computeIfAbsent(key, k -> new SharedProducer(clients.get(), this, k));
    SendQueue queue = new SendQueue(producer, limits, listener);
    producer.add(queue);
    return queue;
  }

  /** Producers that are in use. */
  public synchronized int size() {
    return producers.size();
  }

  /**
   * Takes an ended queue out.
   *
   * @return whether it was the producer's last, so that the producer ends too
   */
  synchronized boolean remove(SharedProducer producer, SendQueue queue) {
    producer.queues().remove(queue);
    if (!producer.queues().isEmpty()) {
      return false;
    }
    producers.remove(producer.key(), producer);
    return true;
  }
}

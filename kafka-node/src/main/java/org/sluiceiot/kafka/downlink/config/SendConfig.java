package org.sluiceiot.kafka.downlink.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;

/** How the Kafka producer sends. Nodes of one tenant that agree in all of it share a producer. */
public record SendConfig(
    @Property(
            title = "Acknowledgement",
            help = "Which replicas must have a record before it counts as sent.",
            defaultValue = "all")
        Acks acks,
    @Property(
            title = "Compression",
            help = "Compresses whole batches; costs processor time, saves network and disk.",
            defaultValue = "none")
        Compression compression,
    @Property(
            title = "Linger",
            help = "How long a batch waits for more records; larger batches cost less each.",
            defaultValue = "5ms",
            max = "60s",
            advanced = true)
        Duration linger,
    @Property(
            title = "Batch size",
            help = "Most bytes in one batch of a partition.",
            defaultValue = "64KiB",
            max = "16MiB",
            advanced = true)
        DataSize batchSize,
    @Property(
            title = "Buffer memory",
            help = "Most bytes of records inside the producer.",
            defaultValue = "32MiB",
            min = "1MiB",
            max = "1GiB",
            advanced = true)
        DataSize bufferMemory,
    @Property(
            title = "Largest record",
            help = "A larger record fails before it is sent; the broker has a limit of its own.",
            defaultValue = "1MiB",
            min = "1KiB",
            max = "64MiB",
            advanced = true)
        DataSize maxRecordSize,
    @Property(
            title = "Request timeout",
            help = "How long to wait for a broker's answer before asking again.",
            defaultValue = "30s",
            min = "100ms",
            max = "10m",
            advanced = true)
        Duration requestTimeout,
    @Property(
            title = "Delivery timeout",
            help = "How long the producer tries to deliver a record, retries included.",
            defaultValue = "2m",
            min = "200ms",
            max = "1d",
            advanced = true)
        Duration deliveryTimeout,
    @Property(
            title = "Requests in flight",
            help = "Unanswered requests per broker connection.",
            defaultValue = "5",
            min = "1",
            max = "100",
            advanced = true)
        int maxInFlightRequests)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (linger.plus(requestTimeout).compareTo(deliveryTimeout) > 0) {
      problems
          .at("deliveryTimeout")
          .add("is below linger plus request timeout", "raise it or lower the other two");
    }
    if (acks == Acks.ALL && maxInFlightRequests > 5) {
      problems
          .at("maxInFlightRequests")
          .add("is above 5 with acks 'all', which sends idempotently", "use 5 or less");
    }
  }

  /** The Kafka properties that this stands for. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.ACKS_CONFIG, acks.property());
    // With it the broker drops duplicates of a retried record and keeps the order.
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, acks == Acks.ALL);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression.property());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, batchSize.intBytes());
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferMemory.bytes());
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordSize.intBytes());
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) requestTimeout.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis());
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, maxInFlightRequests);
    return properties;
  }
}

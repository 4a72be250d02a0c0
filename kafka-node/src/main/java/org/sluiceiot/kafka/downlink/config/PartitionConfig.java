package org.sluiceiot.kafka.downlink.config;

import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.config.Variants;

/** Which partition of the topic a record goes to. */
@Variants({
  PartitionConfig.ByKey.class,
  PartitionConfig.RoundRobin.class,
  PartitionConfig.Expression.class
})
public sealed interface PartitionConfig {
  /** Kafka's own choice: the key decides; without a key the partitions take turns by batch. */
  @Variant(value = "key", title = "By key")
  record ByKey() implements PartitionConfig {}

  /** One record each, in turn; gives up the order per key. */
  @Variant(value = "round_robin", title = "Round robin")
  record RoundRobin() implements PartitionConfig {}

  /** A number that the message gives. */
  @Variant(value = "expression", title = "Expression")
  record Expression(
      @Property(
              title = "Partition",
              help = "A template that renders the number of the partition.",
              min = "1",
              max = "1024")
          String partition)
      implements PartitionConfig {}
}

package org.sluiceiot.kafka.uplink.config;

import java.time.Duration;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;

/** How records are worked on: order, workers and bounds. */
public record ProcessingConfig(
    @Property(
            title = "Order",
            help =
                "key: one after the other per key (records without a key: per partition);"
                    + " partition: per partition; none: all at once.",
            defaultValue = "key")
        Order order,
    @Property(
            title = "Workers",
            help = "Threads that decode; they end when there is nothing to do.",
            defaultValue = "2",
            min = "1",
            max = "64")
        int workers,
    @Property(
            title = "Most records in flight",
            help = "Polled and not yet acknowledged; above it the consumer pauses.",
            defaultValue = "10000",
            min = "1",
            max = "1000000")
        int maxRecords,
    @Property(
            title = "Most bytes in flight",
            help = "Polled and not yet acknowledged; above it the consumer pauses.",
            defaultValue = "64MiB",
            min = "1KiB",
            max = "4GiB")
        DataSize maxBytes,
    @Property(
            title = "Drain time",
            help = "How long a partition that is taken away may wait for records at the host.",
            defaultValue = "5s",
            min = "0ms",
            max = "20s")
        Duration drain) {

  /** What is worked on one after the other. */
  public enum Order {
    KEY,
    PARTITION,
    NONE
  }
}

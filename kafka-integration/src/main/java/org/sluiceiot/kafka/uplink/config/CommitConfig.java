package org.sluiceiot.kafka.uplink.config;

import java.time.Duration;
import org.sluiceiot.api.config.Property;

/** When progress is stored in Kafka. */
public record CommitConfig(
    @Property(
            title = "Interval",
            help = "Longest time between acknowledgement and commit.",
            defaultValue = "1s",
            min = "50ms",
            max = "5m")
        Duration interval,
    @Property(
            title = "Records",
            help = "Commit earlier after this many acknowledged records.",
            defaultValue = "10000",
            min = "1",
            max = "10000000")
        int records) {}

package org.sluiceiot.kafka.downlink.config;

import java.time.Duration;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;

/** Messages that were taken and have no outcome yet. */
public record QueueConfig(
    @Property(
            title = "Mode",
            help = "Async sends ahead of the acknowledgements; sync sends one record at a time.",
            defaultValue = "async")
        SendMode mode,
    @Property(
            title = "Sync timeout",
            help = "A record not acknowledged within this time fails.",
            defaultValue = "5s",
            min = "10ms",
            max = "10m",
            dependsOn = "mode=sync")
        Duration syncTimeout,
    @Property(
            title = "Most messages",
            help = "Messages of this node without an outcome, waiting or on the way.",
            defaultValue = "50000",
            min = "1",
            max = "10000000",
            advanced = true)
        int maxRecords,
    @Property(
            title = "Most bytes",
            help = "Bytes of the records of these messages.",
            defaultValue = "64MiB",
            min = "1KiB",
            max = "4GiB",
            advanced = true)
        DataSize maxBytes,
    @Property(
            title = "When full",
            help = "What happens to a message that does not fit any more.",
            defaultValue = "fail")
        Overflow whenFull,
    @Property(
            title = "Longest wait",
            help = "A message that could not be handed to the producer within this time fails.",
            defaultValue = "2m",
            min = "10ms",
            max = "1d",
            advanced = true)
        Duration maxWait,
    @Property(
            title = "Wait for topic",
            help = "How long a message waits for a topic that the cluster does not have.",
            defaultValue = "10s",
            min = "10ms",
            max = "10m",
            advanced = true)
        Duration topicWait,
    @Property(
            title = "Time to close",
            help = "How long a stopped node goes on sending what it has taken.",
            defaultValue = "5s",
            max = "1m",
            advanced = true)
        Duration closeTimeout) {}

package org.sluiceiot.kafka.connection.policy;

import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;

/** How much of the host's Kafka work one tenant may take, in one process. */
public record TenantLimits(
    @Property(
            title = "Producers",
            help = "Kafka producers that a tenant may have open at the same time.",
            defaultValue = "50",
            min = "0",
            max = "10000")
        int producers,
    @Property(
            title = "Consumers",
            help = "Kafka consumers that a tenant may have open at the same time.",
            defaultValue = "50",
            min = "0",
            max = "10000")
        int consumers,
    @Property(
            title = "Buffer memory",
            help = "Buffer memory of all the tenant's producers together.",
            defaultValue = "1GiB",
            min = "1MiB",
            max = "64GiB")
        DataSize bufferMemory,
    @Property(
            title = "Topics",
            help = "Distinct topics that the tenant's nodes may write to.",
            defaultValue = "1000",
            min = "1",
            max = "100000")
        int topics,
    @Property(
            title = "Records",
            help = "Records that a tenant may move in a second, both directions together.",
            defaultValue = "1000000",
            min = "1",
            max = "10000000",
            unit = "records/s")
        int recordsPerSecond) {}

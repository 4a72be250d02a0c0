package org.sluiceiot.kafka.connection;

import java.util.Map;
import org.sluiceiot.api.config.Property;

/** How to reach a Kafka cluster; the same for both directions. */
public record ConnectionConfig(
    @Property(
            title = "Bootstrap servers",
            help = "Comma-separated host:port pairs of brokers to start from.",
            min = "1",
            max = "4096",
            group = "Connection")
        String bootstrapServers,
    @Property(
            title = "Other client properties",
            help = "Further Kafka client properties, from the allowed ones only.",
            defaultValue = "{}",
            max = "64",
            group = "Connection",
            advanced = true)
        Map<String, String> otherProperties) {}

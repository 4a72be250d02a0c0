package org.sluiceiot.kafka.downlink.config;

import org.sluiceiot.api.config.Property;
import org.sluiceiot.kafka.connection.ConnectionConfig;

/** Where a record goes that could not be sent. */
public record FallbackConfig(
    @Property(title = "Topic", help = "Name of the other topic.", pattern = "[a-zA-Z0-9._-]{1,249}")
        String topic,
    @Property(
            title = "Connection",
            help = "Another cluster; left out, it is the same one.",
            optional = true)
        ConnectionConfig connection) {}

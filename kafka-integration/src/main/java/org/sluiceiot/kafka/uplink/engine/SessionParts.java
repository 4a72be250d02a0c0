package org.sluiceiot.kafka.uplink.engine;

import java.time.Clock;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

/** What one session hands on to the next: everything of it but the consumer. */
record SessionParts(
    UplinkConfig config,
    Subscription subscription,
    KafkaClients clients,
    Clock clock,
    Metrics metrics,
    Assignment assignment,
    Dispatcher dispatcher,
    InFlight inFlight,
    Timers timers,
    UplinkHealth health) {}

package org.sluiceiot.kafka.uplink.engine;

import java.time.Clock;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

/**
 * What the poll loop and its sessions share.
 *
 * @param housekeeping to be run every few seconds
 */
record EngineParts(
    UplinkConfig config,
    Subscription subscription,
    KafkaClients clients,
    Clock clock,
    Metrics metrics,
    Assignment assignment,
    Dispatcher dispatcher,
    InFlight inFlight,
    Timers timers,
    Health health,
    Runnable housekeeping) {}

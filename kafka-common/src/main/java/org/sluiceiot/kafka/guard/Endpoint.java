package org.sluiceiot.kafka.guard;

import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;

/**
 * One end of the Kafka traffic, as the guard knows it.
 *
 * @param owner the integration or node
 * @param topics what it reads or may write
 * @param host for reachability and the operator's policy
 */
public record Endpoint(Owner owner, Direction direction, TopicSet topics, Host host) {}

package org.sluiceiot.kafka.guard;

import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.kafka.guard.GuardConfig.RoundTrip;

/**
 * One end of the Kafka traffic, as the guard knows it.
 *
 * @param owner the integration or node
 * @param topics what it reads or may write
 * @param host for reachability and the operator's policy
 * @param config the tenant's part
 * @param observer told when the breaker opens and closes, and given the guard's counters; may be
 *     null
 * @param way which of the owner's ways this is, such as {@code fallback}; empty for the first
 */
public record Endpoint(
    Owner owner,
    Direction direction,
    TopicSet topics,
    Host host,
    GuardConfig config,
    Observer observer,
    String way) {

  /** The owner's first way. */
  public Endpoint(
      Owner owner,
      Direction direction,
      TopicSet topics,
      Host host,
      GuardConfig config,
      Observer observer) {
    this(owner, direction, topics, host, config, observer, "");
  }

  /** An endpoint whose tenant decides nothing and that nobody observes. */
  public Endpoint(Owner owner, Direction direction, TopicSet topics, Host host) {
    this(owner, direction, topics, host, GuardConfig.DEFAULT, null);
  }

  /** How it is called in messages: {@code uplink 'meters'}. */
  String words() {
    String name = (direction == Direction.UPLINK ? "uplink '" : "downlink '") + owner.name() + "'";
    return way.isEmpty() ? name : way + " of " + name;
  }

  /** Whether the other takes this one's place. */
  boolean same(Endpoint other) {
    return owner.id().equals(other.owner.id())
        && owner.tenant().equals(other.owner.tenant())
        && owner.serviceId().equals(other.owner.serviceId())
        && way.equals(other.way);
  }

  /** How often a record may come back that went through both; 0 when nothing is allowed. */
  int roundTrips(Endpoint other) {
    if (direction == other.direction || !owner.tenant().equals(other.owner.tenant())) {
      return 0;
    }
    return Math.max(allows(other.owner), other.allows(owner));
  }

  private int allows(Owner other) {
    return config.roundTrips().stream()
        .filter(trip -> trip.with().equals(other.id()) || trip.with().equals(other.name()))
        .mapToInt(RoundTrip::times)
        .max()
        .orElse(0);
  }
}

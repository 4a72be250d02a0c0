package org.sluiceiot.kafka.guard;

import java.util.Map;
import org.sluiceiot.kafka.guard.path.Path;

/** How often a record may come back to one endpoint. Safe for any thread. */
final class PathLimits {
  private final long id;

  /** How often, by path id of the other side with which round trips are allowed. */
  private volatile Map<Long, Integer> roundTrips = Map.of();

  /**
   * @param id of the endpoint in a path
   */
  PathLimits(long id) {
    this.id = id;
  }

  void roundTrips(Map<Long, Integer> trips) {
    roundTrips = Map.copyOf(trips);
  }

  /** Whether round trips with this endpoint are allowed. */
  boolean allowsRoundTripsWith(long other) {
    return roundTrips.containsKey(other);
  }

  /** How often a path holds the endpoint itself. */
  int visits(Path path) {
    return path.count(id);
  }

  /**
   * Whether one more visit is one too many.
   *
   * @param visits so far
   */
  boolean loops(Path path, int visits) {
    return path.full() || visits > 0 && visits > allowed(path);
  }

  private int allowed(Path path) {
    int most = 0;
    for (Map.Entry<Long, Integer> trip : roundTrips.entrySet()) {
      if (path.count(trip.getKey()) > 0) {
        most = Math.max(most, trip.getValue());
      }
    }
    return most;
  }
}

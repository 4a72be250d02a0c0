package org.sluiceiot.kafka.guard;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.sluiceiot.kafka.guard.flow.FlowMap.Link;

/** Finds the topics by which downlinks feed uplinks. Safe for any thread. */
final class Links {
  static final Link RULE_CHAIN = new Link("rule chain", "");

  /** The same few topic sets are compared at every restart and reconnect. */
  private final Cache<Pair, Optional<Overlap>> known =
      CacheBuilder.newBuilder().maximumSize(20_000).build();

  private record Pair(TopicSet written, TopicSet read) {}

  /** A way for data from a downlink to an uplink. */
  record Found(GuardedEndpoint from, GuardedEndpoint to, Link link) {}

  /** All ways between one endpoint and the others that are known to be on the same cluster. */
  List<Found> between(GuardedEndpoint one, List<GuardedEndpoint> others) {
    List<Found> found = new ArrayList<>();
    for (GuardedEndpoint other : others) {
      boolean opposite = other.endpoint().direction() != one.endpoint().direction();
      if (opposite && other.clusterId().equals(one.clusterId())) {
        boolean writes = one.endpoint().direction() == Direction.DOWNLINK;
        GuardedEndpoint down = writes ? one : other;
        GuardedEndpoint up = writes ? other : one;
        overlap(down.endpoint().topics(), up.endpoint().topics())
            .ifPresent(
                overlap ->
                    found.add(new Found(down, up, new Link(overlap.topic(), overlap.doubt()))));
      }
    }
    return found;
  }

  private Optional<Overlap> overlap(TopicSet written, TopicSet read) {
    try {
      return known.get(new Pair(written, read), () -> written.overlap(read));
    } catch (ExecutionException e) {
      throw new IllegalStateException("comparing topic sets throws nothing checked", e);
    }
  }
}

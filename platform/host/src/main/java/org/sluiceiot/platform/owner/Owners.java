package org.sluiceiot.platform.owner;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sluiceiot.api.host.Owner;

/** Every integration and node that runs, of all tenants. Safe for any thread. */
public final class Owners {
  private final Map<String, RunningOwner> running = new ConcurrentHashMap<>();
  private final EventLog events;
  private final OpenIncidents incidents;
  private final Clock clock;

  public Owners(EventLog events, OpenIncidents incidents, Clock clock) {
    this.events = events;
    this.incidents = incidents;
    this.clock = clock;
  }

  /** A fresh owner in place of an earlier one of the same id, whose counters go on. */
  public RunningOwner started(Owner owner) {
    return running.compute(
        owner.id(),
        (id, before) ->
            new RunningOwner(
                owner,
                events,
                incidents,
                clock,
                before == null ? new OwnerMetrics() : before.ownMetrics()));
  }

  /** An owner that nobody else sees, for trying things out. */
  public RunningOwner unlisted(Owner owner) {
    return new RunningOwner(owner, new OwnerMetrics());
  }

  /** Forgets an owner, unless a fresh one took its place. */
  public void ended(RunningOwner owner) {
    if (running.remove(owner.owner().id(), owner)) {
      owner.end();
    }
  }

  public Optional<RunningOwner> find(String id) {
    return Optional.ofNullable(running.get(id));
  }

  public Collection<RunningOwner> all() {
    return running.values();
  }
}

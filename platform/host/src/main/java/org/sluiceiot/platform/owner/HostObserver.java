package org.sluiceiot.platform.owner;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.TenantId;

/**
 * Where the host reports what happens to itself: every tenant is told, for all are concerned. Safe
 * for any thread; never blocks.
 */
public final class HostObserver implements Observer {
  /** Id and name of the host among a tenant's owners. */
  public static final String HOST = "host";

  private final OwnerMetrics metrics = new OwnerMetrics();
  private final EventLog events;
  private final OpenIncidents incidents;
  private final Clock clock;
  private final String serviceId;
  private final Supplier<Set<TenantId>> tenants;

  /**
   * @param tenants all of them; does not ask the database
   */
  public HostObserver(
      EventLog events,
      OpenIncidents incidents,
      Clock clock,
      String serviceId,
      Supplier<Set<TenantId>> tenants) {
    this.events = events;
    this.incidents = incidents;
    this.clock = clock;
    this.serviceId = serviceId;
    this.tenants = tenants;
  }

  @Override
  public void state(State state, String reason) {
    // The host has no state of its own: without it nobody could ask.
  }

  @Override
  public void event(Event event) {
    for (TenantId tenant : tenants.get()) {
      Owner host = new Owner(HOST, HOST, tenant, serviceId);
      incidents.follow(host, event, clock.instant());
      events.record(host, event);
    }
  }

  @Override
  public boolean debugging() {
    return false;
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }
}

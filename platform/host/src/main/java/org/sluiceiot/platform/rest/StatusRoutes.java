package org.sluiceiot.platform.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.chain.Totals;
import org.sluiceiot.platform.entity.Entity;
import org.sluiceiot.platform.entity.EntityStore;
import org.sluiceiot.platform.owner.EventLog;
import org.sluiceiot.platform.owner.OpenIncidents;
import org.sluiceiot.platform.owner.Owners;
import org.sluiceiot.platform.owner.RunningOwner;

/** Counters, events and payload debugging. */
public final class StatusRoutes {
  private static final int MOST_WATCHED = 20;

  private final Clock clock;
  private final Owners owners;
  private final OpenIncidents incidents;
  private final EventLog events;
  private final EntityStore entityStore;
  private final Totals totals;

  public StatusRoutes(
      Clock clock,
      Owners owners,
      OpenIncidents incidents,
      EventLog events,
      EntityStore entityStore,
      Totals totals) {
    this.clock = clock;
    this.owners = owners;
    this.incidents = incidents;
    this.events = events;
    this.entityStore = entityStore;
    this.totals = totals;
  }

  /** For how long payload events are wanted. */
  public record Debug(
      @Property(
              title = "Minutes",
              help = "How long payload events are recorded.",
              defaultValue = "15",
              min = "0",
              max = "60")
          int minutes) {}

  /** Adds its routes; call once. */
  public void addTo(RestRoutes routes) {
    routes.get("/api/counters", Access.OPERATOR, this::all);
    routes.get("/api/tenants/{tenant}/counters", Access.TENANT_READ, this::ofTenant);
    routes.get("/api/tenants/{tenant}/events", Access.TENANT_READ, this::events);
    routes.get("/api/tenants/{tenant}/incidents", Access.TENANT_READ, this::incidents);
    routes.put("/api/tenants/{tenant}/debug/{owner}", Access.TENANT_WRITE, this::debug);
  }

  private void all(Call call) {
    call.answer(Map.of("at", Shapes.time(clock.instant()), "totals", totals.all()));
  }

  private void ofTenant(Call call) {
    call.answer(counters(call.tenant().id()));
  }

  Map<String, Object> counters(TenantId tenant) {
    Map<String, Object> owners = new LinkedHashMap<>();
    for (RunningOwner owner : this.owners.all()) {
      if (owner.owner().tenant().equals(tenant)) {
        owners.put(owner.owner().id(), Shapes.status(owner.status()));
      }
    }
    return Shapes.object(
        "at",
        Shapes.time(clock.instant()),
        "totals",
        totals.of(tenant),
        "owners",
        owners,
        "incidents",
        open(tenant));
  }

  private void incidents(Call call) {
    call.answer(open(call.tenant().id()));
  }

  private List<Map<String, Object>> open(TenantId tenant) {
    return incidents.of(tenant).stream().map(Shapes::incident).toList();
  }

  private void events(Call call) {
    String kind = call.query("kind", "");
    call.answer(
        events
            .read(
                call.tenant().id(),
                call.query("owner", null),
                kind(kind),
                call.query("before", Long.MAX_VALUE, 0, Long.MAX_VALUE),
                (int) call.query("limit", 100, 1, 1000))
            .stream()
            .map(Shapes::event)
            .toList());
  }

  private static Event.Kind kind(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Event.Kind.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "kind", "is not a kind of event", "");
    }
  }

  private void debug(Call call) throws ConfigException {
    RunningOwner owner =
        owners
            .find(call.http().pathParam("owner"))
            .filter(found -> found.owner().tenant().equals(call.tenant().id()))
            .orElseThrow(ApiException::notFound);
    owner.debugFor(Duration.ofMinutes(call.body(Debug.class).minutes()));
    Object until = Shapes.status(owner.status()).get("debugUntil");
    call.answer(Shapes.object("debugUntil", until));
  }

  /** Ids by number of the entities that a stream names; unknown ones are left out. */
  Map<Long, String> watched(TenantId tenant, String ids) {
    Map<Long, String> watched = new HashMap<>();
    for (String text : ids.isEmpty() ? new String[0] : ids.split(",", MOST_WATCHED + 1)) {
      if (watched.size() == MOST_WATCHED) {
        break;
      }
      try {
        entityStore
            .find(tenant, UUID.fromString(text.strip()))
            .map(Entity::no)
            .ifPresent(no -> watched.put(no, text.strip()));
      } catch (IllegalArgumentException e) {
        throw new ApiException(400, "entity", "'" + text + "' is not an id", "");
      }
    }
    return watched;
  }
}

package org.sluiceiot.platform.owner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;

/**
 * The incidents that last, of all tenants: followed by the events that tell of them, in memory, so
 * that they can be shown also while the database is away. Safe for any thread.
 */
public final class OpenIncidents {
  /**
   * Kinds of trouble that one owner can have at once; what is beyond is told by its events alone.
   */
  private static final int MOST_OF_OWNER = 50;

  private final Map<String, Map<String, OpenIncident>> byOwner = new ConcurrentHashMap<>();

  /**
   * An incident.
   *
   * @param name of the kind of trouble
   * @param at when it was last told of
   * @param count how often it had occurred by then
   * @param text one sentence for the user
   */
  public record OpenIncident(
      TenantId tenant,
      String owner,
      String ownerName,
      String name,
      Instant since,
      Instant at,
      long count,
      String text) {}

  /** Follows an event; without effect when it tells of no incident. */
  void follow(Owner owner, Event event, Instant at) {
    String name = event.details().get("incident");
    if (name == null) {
      return;
    }
    byOwner.compute(
        key(owner),
        (key, found) -> {
          Map<String, OpenIncident> open = found == null ? new ConcurrentHashMap<>() : found;
          if ("resolved".equals(event.details().get("phase"))) {
            open.remove(name);
          } else if (open.containsKey(name) || open.size() < MOST_OF_OWNER) {
            open.put(name, incident(owner, name, event, at));
          }
          return open.isEmpty() ? null : open;
        });
  }

  private static OpenIncident incident(Owner owner, String name, Event event, Instant at) {
    return new OpenIncident(
        owner.tenant(),
        owner.id(),
        owner.name(),
        name,
        since(event, at),
        at,
        count(event),
        event.text());
  }

  /** What a plugin writes into details may be anything. */
  private static Instant since(Event event, Instant at) {
    try {
      return Instant.parse(event.details().getOrDefault("since", at.toString()));
    } catch (java.time.format.DateTimeParseException e) {
      return at;
    }
  }

  private static long count(Event event) {
    try {
      return Long.parseLong(event.details().getOrDefault("count", "1"));
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static String key(Owner owner) {
    return owner.tenant() + " " + owner.id();
  }

  /** Of one owner. */
  List<OpenIncident> of(Owner owner) {
    return List.copyOf(byOwner.getOrDefault(key(owner), Map.of()).values());
  }

  /** Of one tenant, the oldest first. */
  public List<OpenIncident> of(TenantId tenant) {
    List<OpenIncident> incidents = new ArrayList<>();
    for (Map<String, OpenIncident> open : byOwner.values()) {
      open.values().stream().filter(each -> each.tenant().equals(tenant)).forEach(incidents::add);
    }
    incidents.sort(
        Comparator.comparing(OpenIncident::since)
            .thenComparing(OpenIncident::ownerName)
            .thenComparing(OpenIncident::name));
    return incidents;
  }
}

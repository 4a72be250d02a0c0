package org.sluiceiot.platform.owner;

import java.time.Instant;
import java.util.Map;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.message.TenantId;

/**
 * An event with its place.
 *
 * @param id grows; 0 before it is stored
 */
public record StoredEvent(
    long id,
    Instant at,
    TenantId tenant,
    String owner,
    String ownerName,
    Event.Kind kind,
    String text,
    Map<String, String> details) {
  StoredEvent withId(long stored) {
    return new StoredEvent(stored, at, tenant, owner, ownerName, kind, text, details);
  }
}

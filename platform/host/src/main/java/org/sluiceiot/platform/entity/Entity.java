package org.sluiceiot.platform.entity;

import java.time.Instant;
import java.util.UUID;
import org.sluiceiot.api.entity.EntityData.Kind;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.TenantId;

/**
 * A device or asset as stored.
 *
 * @param no what telemetry refers to
 * @param label null when there is none; likewise customer and group, which are names
 */
public record Entity(
    UUID id,
    long no,
    TenantId tenant,
    Kind kind,
    String name,
    String type,
    String label,
    String customer,
    String group,
    Instant created) {

  /** As messages name it. */
  public EntityId entityId() {
    return new EntityId(kind.name(), id);
  }
}

package org.thingsboard.server.common.data.id;

import java.io.Serializable;
import java.util.UUID;
import org.thingsboard.server.common.data.EntityType;

/** Signature of the host type: id of an entity. */
public interface EntityId extends HasUUID, Serializable {
  @Override
  UUID getId();

  EntityType getEntityType();
}

package org.thingsboard.server.common.data.id;

import java.util.UUID;
import org.thingsboard.server.common.data.EntityType;

/** Signature of the host type: id of one kind of entity. */
@SuppressWarnings("serial") // signature only
public final class TenantId extends UUIDBased implements EntityId {
  public TenantId(UUID id) {
    super(id);
  }

  @Override
  public EntityType getEntityType() {
    throw new UnsupportedOperationException("signature only");
  }
}

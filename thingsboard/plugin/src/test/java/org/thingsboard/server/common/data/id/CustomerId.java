package org.thingsboard.server.common.data.id;

import java.util.UUID;
import org.thingsboard.server.common.data.EntityType;

/** Stands for the host type in tests: id of one kind of entity. */
@SuppressWarnings("serial")
public final class CustomerId extends UUIDBased implements EntityId {
  public CustomerId(UUID id) {
    super(id);
  }

  @Override
  public EntityType getEntityType() {
    return EntityType.CUSTOMER;
  }
}

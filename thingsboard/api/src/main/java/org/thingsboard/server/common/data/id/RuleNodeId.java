package org.thingsboard.server.common.data.id;

import java.util.UUID;
import org.thingsboard.server.common.data.EntityType;

/** Signature of the host type: id of one kind of entity. */
@SuppressWarnings("serial") // signature only
public class RuleNodeId extends UUIDBased implements EntityId {
  public RuleNodeId(UUID id) {
    super(id);
  }

  @Override
  public EntityType getEntityType() {
    throw new UnsupportedOperationException("signature only");
  }
}

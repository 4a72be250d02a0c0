package org.thingsboard.server.common.data.id;

import java.util.UUID;
import org.thingsboard.server.common.data.EntityType;

/** Stands for the host type in tests: id of one kind of entity. */
@SuppressWarnings("serial")
public class RuleNodeId extends UUIDBased implements EntityId {
  public RuleNodeId(UUID id) {
    super(id);
  }

  @Override
  public EntityType getEntityType() {
    return EntityType.RULE_NODE;
  }
}

package org.thingsboard.server.common.data.event;

import java.util.UUID;
import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: a message that passed a node while somebody debugs it. */
public class RuleNodeDebugEvent extends Event {
  private RuleNodeDebugEvent() {}

  public static RuleNodeDebugEventBuilder builder() {
    throw new UnsupportedOperationException("signature only");
  }

  /** Signature of the host type: puts an event together. */
  public static class RuleNodeDebugEventBuilder {
    private RuleNodeDebugEventBuilder() {}

    public RuleNodeDebugEventBuilder tenantId(TenantId value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder entityId(UUID value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder serviceId(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder eventType(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder eventEntity(EntityId value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder msgId(UUID value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder msgType(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder dataType(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder relationType(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder data(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder metadata(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEventBuilder error(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public RuleNodeDebugEvent build() {
      throw new UnsupportedOperationException("signature only");
    }
  }
}

package org.thingsboard.server.common.data.event;

import java.util.UUID;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: a start, a stop or a failure of an entity. */
public class LifecycleEvent extends Event {
  private LifecycleEvent() {}

  public static LifecycleEventBuilder builder() {
    throw new UnsupportedOperationException("signature only");
  }

  /** Signature of the host type: puts an event together. */
  public static class LifecycleEventBuilder {
    private LifecycleEventBuilder() {}

    public LifecycleEventBuilder tenantId(TenantId value) {
      throw new UnsupportedOperationException("signature only");
    }

    public LifecycleEventBuilder entityId(UUID value) {
      throw new UnsupportedOperationException("signature only");
    }

    public LifecycleEventBuilder serviceId(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public LifecycleEventBuilder lcEventType(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public LifecycleEventBuilder success(boolean value) {
      throw new UnsupportedOperationException("signature only");
    }

    public LifecycleEventBuilder error(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public LifecycleEvent build() {
      throw new UnsupportedOperationException("signature only");
    }
  }
}

package org.thingsboard.server.common.data.event;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.thingsboard.server.common.data.id.TenantId;

/** Stands for the host type in tests: what was written, by name. */
public class LifecycleEvent extends Event {
  private LifecycleEvent(Map<String, Object> values) {
    super(values);
  }

  public static LifecycleEventBuilder builder() {
    return new LifecycleEventBuilder();
  }

  /** Stands for the host type in tests: puts an event together. */
  public static class LifecycleEventBuilder {
    private final Map<String, Object> values = new TreeMap<>();

    public LifecycleEventBuilder tenantId(TenantId value) {
      values.put("tenantId", value);
      return this;
    }

    public LifecycleEventBuilder entityId(UUID value) {
      values.put("entityId", value);
      return this;
    }

    public LifecycleEventBuilder serviceId(String value) {
      values.put("serviceId", value);
      return this;
    }

    public LifecycleEventBuilder lcEventType(String value) {
      values.put("lcEventType", value);
      return this;
    }

    public LifecycleEventBuilder success(boolean value) {
      values.put("success", value);
      return this;
    }

    public LifecycleEventBuilder error(String value) {
      values.put("error", value);
      return this;
    }

    public LifecycleEvent build() {
      return new LifecycleEvent(values);
    }
  }
}

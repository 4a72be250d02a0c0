package org.thingsboard.server.common.data.event;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.thingsboard.server.common.data.id.EntityId;
import org.thingsboard.server.common.data.id.TenantId;

/** Stands for the host type in tests: what was written, by name. */
public class RuleNodeDebugEvent extends Event {
  private RuleNodeDebugEvent(Map<String, Object> values) {
    super(values);
  }

  public static RuleNodeDebugEventBuilder builder() {
    return new RuleNodeDebugEventBuilder();
  }

  /** Stands for the host type in tests: puts an event together. */
  public static class RuleNodeDebugEventBuilder {
    private final Map<String, Object> values = new TreeMap<>();

    public RuleNodeDebugEventBuilder tenantId(TenantId value) {
      values.put("tenantId", value);
      return this;
    }

    public RuleNodeDebugEventBuilder entityId(UUID value) {
      values.put("entityId", value);
      return this;
    }

    public RuleNodeDebugEventBuilder serviceId(String value) {
      values.put("serviceId", value);
      return this;
    }

    public RuleNodeDebugEventBuilder eventType(String value) {
      values.put("eventType", value);
      return this;
    }

    public RuleNodeDebugEventBuilder eventEntity(EntityId value) {
      values.put("eventEntity", value);
      return this;
    }

    public RuleNodeDebugEventBuilder msgId(UUID value) {
      values.put("msgId", value);
      return this;
    }

    public RuleNodeDebugEventBuilder msgType(String value) {
      values.put("msgType", value);
      return this;
    }

    public RuleNodeDebugEventBuilder dataType(String value) {
      values.put("dataType", value);
      return this;
    }

    public RuleNodeDebugEventBuilder relationType(String value) {
      values.put("relationType", value);
      return this;
    }

    public RuleNodeDebugEventBuilder data(String value) {
      values.put("data", value);
      return this;
    }

    public RuleNodeDebugEventBuilder metadata(String value) {
      values.put("metadata", value);
      return this;
    }

    public RuleNodeDebugEventBuilder error(String value) {
      values.put("error", value);
      return this;
    }

    public RuleNodeDebugEvent build() {
      return new RuleNodeDebugEvent(values);
    }
  }
}

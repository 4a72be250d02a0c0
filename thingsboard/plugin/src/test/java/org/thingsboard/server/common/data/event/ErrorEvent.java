package org.thingsboard.server.common.data.event;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.thingsboard.server.common.data.id.TenantId;

/** Stands for the host type in tests: what was written, by name. */
public class ErrorEvent extends Event {
  private ErrorEvent(Map<String, Object> values) {
    super(values);
  }

  public static ErrorEventBuilder builder() {
    return new ErrorEventBuilder();
  }

  /** Stands for the host type in tests: puts an event together. */
  public static class ErrorEventBuilder {
    private final Map<String, Object> values = new TreeMap<>();

    public ErrorEventBuilder tenantId(TenantId value) {
      values.put("tenantId", value);
      return this;
    }

    public ErrorEventBuilder entityId(UUID value) {
      values.put("entityId", value);
      return this;
    }

    public ErrorEventBuilder serviceId(String value) {
      values.put("serviceId", value);
      return this;
    }

    public ErrorEventBuilder method(String value) {
      values.put("method", value);
      return this;
    }

    public ErrorEventBuilder error(String value) {
      values.put("error", value);
      return this;
    }

    public ErrorEvent build() {
      return new ErrorEvent(values);
    }
  }
}

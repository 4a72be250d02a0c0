package org.thingsboard.server.common.data.event;

import java.util.UUID;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: an error of an entity. */
public class ErrorEvent extends Event {
  private ErrorEvent() {}

  public static ErrorEventBuilder builder() {
    throw new UnsupportedOperationException("signature only");
  }

  /** Signature of the host type: puts an event together. */
  public static class ErrorEventBuilder {
    private ErrorEventBuilder() {}

    public ErrorEventBuilder tenantId(TenantId value) {
      throw new UnsupportedOperationException("signature only");
    }

    public ErrorEventBuilder entityId(UUID value) {
      throw new UnsupportedOperationException("signature only");
    }

    public ErrorEventBuilder serviceId(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public ErrorEventBuilder method(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public ErrorEventBuilder error(String value) {
      throw new UnsupportedOperationException("signature only");
    }

    public ErrorEvent build() {
      throw new UnsupportedOperationException("signature only");
    }
  }
}

package org.sluiceiot.api.message;

import java.util.Objects;
import java.util.UUID;

/**
 * A tenant of the host. Nothing is ever shared between two of them.
 *
 * @param id never null
 */
public record TenantId(UUID id) {
  public TenantId {
    Objects.requireNonNull(id, "id");
  }

  @Override
  public String toString() {
    return id.toString();
  }
}

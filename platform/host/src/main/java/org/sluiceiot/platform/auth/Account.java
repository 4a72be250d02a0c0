package org.sluiceiot.platform.auth;

import java.util.UUID;
import org.sluiceiot.api.message.TenantId;

/**
 * Somebody who may log in.
 *
 * @param tenant null for an operator
 */
public record Account(UUID id, TenantId tenant, String name, Role role) {

  /** Whether the account may see this tenant at all. */
  public boolean sees(TenantId other) {
    return role == Role.OPERATOR || other.equals(tenant);
  }
}

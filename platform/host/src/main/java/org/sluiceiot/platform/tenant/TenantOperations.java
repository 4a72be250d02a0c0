package org.sluiceiot.platform.tenant;

import org.sluiceiot.api.message.TenantId;

/** What concerns all that a tenant has, stored and running. Safe for any thread. */
public interface TenantOperations {
  /** Adds a tenant with a root chain that saves everything. */
  Tenant createTenant(String name);

  /** Stops and removes everything of a tenant; one that cannot be removed goes on. */
  void deleteTenant(TenantId tenant);

  /** Lets a tenant use a plugin, or no longer; what it runs of it starts or stops. */
  void enablePlugin(TenantId tenant, String plugin, boolean enabled);
}

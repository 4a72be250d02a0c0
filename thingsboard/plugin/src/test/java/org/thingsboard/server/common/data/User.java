package org.thingsboard.server.common.data;

import org.thingsboard.server.common.data.id.TenantId;

/** Stands for the host type in tests: who is logged in. */
public class User {
  private TenantId tenantId;

  public TenantId getTenantId() {
    return tenantId;
  }

  public void setTenantId(TenantId tenantId) {
    this.tenantId = tenantId;
  }
}

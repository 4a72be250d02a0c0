package org.thingsboard.server.common.data;

import java.util.UUID;
import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.TenantId;

/** Stands for the host type in tests: a customer. */
public class Customer {
  private final CustomerId id = new CustomerId(UUID.randomUUID());
  private TenantId tenantId;
  private String title;

  public CustomerId getId() {
    return id;
  }

  public TenantId getTenantId() {
    return tenantId;
  }

  public String getTitle() {
    return title;
  }

  public void setTenantId(TenantId tenantId) {
    this.tenantId = tenantId;
  }

  public void setTitle(String title) {
    this.title = title;
  }
}

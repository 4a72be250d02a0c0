package org.thingsboard.server.common.data;

import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: a customer. */
public class Customer {
  public Customer() {
    throw new UnsupportedOperationException("signature only");
  }

  public CustomerId getId() {
    throw new UnsupportedOperationException("signature only");
  }

  public void setTenantId(TenantId tenantId) {
    throw new UnsupportedOperationException("signature only");
  }

  public void setTitle(String title) {
    throw new UnsupportedOperationException("signature only");
  }
}

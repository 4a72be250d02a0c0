package org.thingsboard.server.common.data.asset;

import org.thingsboard.server.common.data.id.AssetId;
import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: an asset. */
public class Asset {
  public Asset() {
    throw new UnsupportedOperationException("signature only");
  }

  public AssetId getId() {
    throw new UnsupportedOperationException("signature only");
  }

  public CustomerId getCustomerId() {
    throw new UnsupportedOperationException("signature only");
  }

  public String getName() {
    throw new UnsupportedOperationException("signature only");
  }

  public String getType() {
    throw new UnsupportedOperationException("signature only");
  }

  public void setTenantId(TenantId tenantId) {
    throw new UnsupportedOperationException("signature only");
  }

  public void setCustomerId(CustomerId customerId) {
    throw new UnsupportedOperationException("signature only");
  }

  public void setName(String name) {
    throw new UnsupportedOperationException("signature only");
  }

  public void setType(String type) {
    throw new UnsupportedOperationException("signature only");
  }

  public void setLabel(String label) {
    throw new UnsupportedOperationException("signature only");
  }
}

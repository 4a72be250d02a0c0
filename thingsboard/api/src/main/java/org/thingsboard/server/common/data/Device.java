package org.thingsboard.server.common.data;

import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.DeviceId;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: a device. */
public class Device {
  public Device() {
    throw new UnsupportedOperationException("signature only");
  }

  public DeviceId getId() {
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

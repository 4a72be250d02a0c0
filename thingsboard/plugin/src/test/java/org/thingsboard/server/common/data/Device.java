package org.thingsboard.server.common.data;

import java.util.UUID;
import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.DeviceId;
import org.thingsboard.server.common.data.id.TenantId;

/** Stands for the host type in tests: a device. */
public class Device {
  private final DeviceId id = new DeviceId(UUID.randomUUID());
  private TenantId tenantId;
  private CustomerId customerId;
  private String name;
  private String type;
  private String label;

  public DeviceId getId() {
    return id;
  }

  public TenantId getTenantId() {
    return tenantId;
  }

  public CustomerId getCustomerId() {
    return customerId;
  }

  public String getName() {
    return name;
  }

  public String getType() {
    return type;
  }

  public String getLabel() {
    return label;
  }

  public void setTenantId(TenantId tenantId) {
    this.tenantId = tenantId;
  }

  public void setCustomerId(CustomerId customerId) {
    this.customerId = customerId;
  }

  public void setName(String name) {
    this.name = name;
  }

  public void setType(String type) {
    this.type = type;
  }

  public void setLabel(String label) {
    this.label = label;
  }
}

package org.thingsboard.server.common.data.asset;

import java.util.UUID;
import org.thingsboard.server.common.data.id.AssetId;
import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.TenantId;

/** Stands for the host type in tests: an asset. */
public class Asset {
  private final AssetId id = new AssetId(UUID.randomUUID());
  private TenantId tenantId;
  private CustomerId customerId;
  private String name;
  private String type;
  private String label;

  public AssetId getId() {
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

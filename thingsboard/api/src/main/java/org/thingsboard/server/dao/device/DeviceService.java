package org.thingsboard.server.dao.device;

import org.thingsboard.server.common.data.Device;
import org.thingsboard.server.common.data.id.TenantId;

/** Signature of the host type: devices of a tenant. */
public interface DeviceService {
  Device findDeviceByTenantIdAndName(TenantId tenantId, String name);

  Device saveDevice(Device device);
}

package org.thingsboard.rule.engine.api;

import org.thingsboard.server.common.data.id.DeviceId;
import org.thingsboard.server.common.data.id.TenantId;
import org.thingsboard.server.common.msg.queue.TbCallback;

/** Signature of the host type: connectivity state of devices. */
public interface DeviceStateManager {
  void onDeviceActivity(
      TenantId tenantId, DeviceId deviceId, long lastActivityTime, TbCallback callback);
}

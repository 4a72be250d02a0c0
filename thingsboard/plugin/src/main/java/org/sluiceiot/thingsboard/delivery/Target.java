package org.sluiceiot.thingsboard.delivery;

import java.util.Map;
import org.thingsboard.server.common.data.Device;
import org.thingsboard.server.common.data.asset.Asset;
import org.thingsboard.server.common.data.id.CustomerId;
import org.thingsboard.server.common.data.id.DeviceId;
import org.thingsboard.server.common.data.id.EntityId;

/**
 * A stored device or asset that data goes to.
 *
 * @param device its id once more when it is a device, else null
 * @param customer its customer, or null
 * @param metadata its name and type, as ThingsBoard's transports write them
 */
record Target(EntityId id, DeviceId device, CustomerId customer, Map<String, String> metadata) {
  static Target of(Device device) {
    return new Target(
        device.getId(),
        device.getId(),
        device.getCustomerId(),
        Map.of("deviceName", device.getName(), "deviceType", device.getType()));
  }

  static Target of(Asset asset) {
    return new Target(
        asset.getId(),
        null,
        asset.getCustomerId(),
        Map.of("assetName", asset.getName(), "assetType", asset.getType()));
  }
}

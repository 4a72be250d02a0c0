package org.sluiceiot.thingsboard.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.server.common.data.id.DeviceId;
import org.thingsboard.server.common.msg.queue.TbCallback;

/**
 * Keeps devices "active": data that enters past the transports does not. Reports a device at most
 * once per interval, since each report is a message between services. Safe for any thread.
 */
final class Activity {
  private static final Logger LOG = LoggerFactory.getLogger(Activity.class);
  private static final long INTERVAL = Duration.ofSeconds(10).toMillis();
  private static final int DEVICES = 100_000;

  private final TbContext ctx;
  private final Map<UUID, Long> reported =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > DEVICES;
        }
      };

  Activity(TbContext ctx) {
    this.ctx = ctx;
  }

  /**
   * @param now milliseconds since the epoch
   */
  void seen(DeviceId device, long now) {
    if (!due(device.getId(), now)) {
      return;
    }
    try {
      ctx.getDeviceStateManager()
          .onDeviceActivity(ctx.getTenantId(), device, now, new Reported(device));
    } catch (RuntimeException e) {
      // The data is handed over already; a report that is lost must not fail it.
      LOG.debug("Activity of device {} was not reported", device.getId(), e);
    }
  }

  private synchronized boolean due(UUID device, long now) {
    Long last = reported.get(device);
    if (last != null && now - last < INTERVAL) {
      return false;
    }
    reported.put(device, now);
    return true;
  }

  /** A lost report is followed by the next one. */
  private record Reported(DeviceId device) implements TbCallback {
    @Override
    public void onSuccess() {}

    @Override
    public void onFailure(Throwable t) {
      LOG.debug("Activity of device {} was not reported", device.getId(), t);
    }
  }
}

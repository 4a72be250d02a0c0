package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbNodeException;
import org.thingsboard.server.common.data.util.TbPair;

/** Brings stored configurations to the present version. */
public final class Upgrades {
  private Upgrades() {}

  /**
   * @return whether something changed, and the configuration
   * @throws TbNodeException it cannot be mapped
   */
  public static TbPair<Boolean, JsonNode> downlink(Shared shared, int fromVersion, JsonNode old)
      throws TbNodeException {
    try {
      JsonNode upgraded =
          shared.node(DownlinkBinding.TYPE).factory().get().upgrade(fromVersion, old);
      return TbPair.of(!upgraded.equals(old), upgraded);
    } catch (ConfigException e) {
      throw NodeFailures.of(e);
    }
  }

  /** As {@link #downlink}; the binding's own part stays as it is. */
  public static TbPair<Boolean, JsonNode> uplink(Shared shared, int fromVersion, JsonNode old)
      throws TbNodeException {
    try {
      JsonNode plain = UplinkDocument.withoutDelivery(old);
      JsonNode upgraded =
          shared.integration(UplinkBinding.TYPE).factory().get().upgrade(fromVersion, plain);
      if (upgraded.equals(plain)) {
        return TbPair.of(false, old);
      }
      ObjectNode result = upgraded.deepCopy();
      if (old.has(UplinkDocument.DELIVERY)) {
        result.set(UplinkDocument.DELIVERY, old.get(UplinkDocument.DELIVERY));
      }
      return TbPair.of(true, result);
    } catch (ConfigException e) {
      throw NodeFailures.of(e);
    }
  }
}

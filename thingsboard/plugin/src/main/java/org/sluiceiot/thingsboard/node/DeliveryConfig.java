package org.sluiceiot.thingsboard.node;

import java.time.Duration;
import org.sluiceiot.api.config.Property;

/** How an uplink node hands data to ThingsBoard: the property {@code delivery} of its JSON. */
public record DeliveryConfig(
    @Property(
            title = "Delivery",
            help =
                "device-profile: into the queue and rule chain of the device's profile,"
                    + " acknowledged when queued. own-chain: along Success of this node,"
                    + " acknowledged when the chain has processed it, then the next of the same"
                    + " key. own-chain-pipelined: the same without waiting for the one before; only"
                    + " for chains that keep the order of what they are given.",
            defaultValue = "device-profile")
        Strategy strategy,
    @Property(
            title = "Timeout",
            help =
                "How long ThingsBoard may take to acknowledge a record before it is delivered"
                    + " again.",
            defaultValue = "1m",
            min = "1s",
            max = "1h")
        Duration timeout) {

  /** Where data enters ThingsBoard. */
  public enum Strategy {
    DEVICE_PROFILE,
    OWN_CHAIN,
    OWN_CHAIN_PIPELINED
  }
}

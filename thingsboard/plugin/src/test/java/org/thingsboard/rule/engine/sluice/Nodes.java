package org.thingsboard.rule.engine.sluice;

import org.sluiceiot.thingsboard.runtime.Shared;

/** Makes nodes for tests of other packages. */
public final class Nodes {
  private Nodes() {}

  public static KafkaUplinkNode uplink(Shared shared) {
    return new KafkaUplinkNode(shared);
  }

  public static KafkaDownlinkNode downlink(Shared shared) {
    return new KafkaDownlinkNode(shared);
  }
}

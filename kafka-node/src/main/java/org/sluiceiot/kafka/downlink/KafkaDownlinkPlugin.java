package org.sluiceiot.kafka.downlink;

import java.util.List;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.api.plugin.NodeType;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;

/** Announces the downlink node. */
public final class KafkaDownlinkPlugin implements SluicePlugin {
  private static final NodeType DOWNLINK =
      new NodeType(
          "kafka-downlink",
          "Kafka downlink",
          "Writes messages of a rule chain to Kafka.",
          2,
          DownlinkConfig.class,
          List.of(RuleNodeContext.SUCCESS, RuleNodeContext.LOOP),
          KafkaDownlink::new);

  @Override
  public List<NodeType> nodes() {
    return List.of(DOWNLINK);
  }
}

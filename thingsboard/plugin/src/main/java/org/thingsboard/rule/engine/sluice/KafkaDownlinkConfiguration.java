package org.thingsboard.rule.engine.sluice;

import org.thingsboard.rule.engine.api.NodeConfiguration;

/**
 * Configuration of {@link KafkaDownlinkNode}; its properties are those of the downlink's own
 * record.
 */
public class KafkaDownlinkConfiguration extends JsonConfiguration
    implements NodeConfiguration<KafkaDownlinkConfiguration> {
  /**
   * What the editor starts from: enough to run after the addresses and the topics are filled in.
   */
  @Override
  public KafkaDownlinkConfiguration defaultConfiguration() {
    KafkaDownlinkConfiguration configuration = new KafkaDownlinkConfiguration();
    configuration.load("/sluice/kafka-downlink.json");
    return configuration;
  }
}

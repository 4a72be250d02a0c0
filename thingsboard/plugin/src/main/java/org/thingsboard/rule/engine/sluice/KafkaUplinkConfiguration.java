package org.thingsboard.rule.engine.sluice;

import org.thingsboard.rule.engine.api.NodeConfiguration;

/**
 * Configuration of {@link KafkaUplinkNode}; its properties are those of the uplink's own record.
 */
public class KafkaUplinkConfiguration extends JsonConfiguration
    implements NodeConfiguration<KafkaUplinkConfiguration> {
  /**
   * What the editor starts from: enough to run after the addresses and the topics are filled in.
   */
  @Override
  public KafkaUplinkConfiguration defaultConfiguration() {
    KafkaUplinkConfiguration configuration = new KafkaUplinkConfiguration();
    configuration.load("/sluice/kafka-uplink.json");
    return configuration;
  }
}

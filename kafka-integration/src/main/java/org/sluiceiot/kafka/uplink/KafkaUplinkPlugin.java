package org.sluiceiot.kafka.uplink;

import java.util.List;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

/** Brings the integration {@code kafka-uplink}. */
public final class KafkaUplinkPlugin implements SluicePlugin {
  @Override
  public List<IntegrationType> integrations() {
    return List.of(
        new IntegrationType(
            KafkaUplink.TYPE,
            "Kafka uplink",
            "Reads Kafka records and turns them into telemetry and attributes.",
            1,
            UplinkConfig.class,
            KafkaUplink::new));
  }

  @Override
  public List<Command> commands() {
    return List.of(new RedriveCommand());
  }
}

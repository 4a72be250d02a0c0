package org.sluiceiot.kafka.decode.sparkplug;

import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.json.Expression;

/** Sparkplug B payloads that an MQTT broker forwards to Kafka. */
@Variant(value = "sparkplug-b", title = "Sparkplug B")
public record SparkplugDecoderConfig(
    @Property(
            title = "MQTT topic",
            help = "Where the MQTT topic spBv1.0/group/type/node/device stands in the record.",
            defaultValue =
                "record:header.mqtt.topic ?? record:header.topic ?? record:key ?? record:topic",
            max = "1000")
        String mqttTopic,
    @Property(
            title = "Device type",
            help = "Profile of new devices.",
            defaultValue = "default",
            min = "1",
            max = "255")
        String deviceType,
    @Property(
            title = "Naming",
            help =
                "device: by the device's own name; path: group/node/device; auto: as device, but a"
                    + " device whose name another node or group brought first is named as path."
                    + " Choose path when several processes share the work.",
            defaultValue = "auto")
        Naming naming)
    implements DecoderConfig, Validated {
  /** What an entity is called. */
  public enum Naming {
    /** By the device; where another place had that name first, by the place. */
    AUTO,
    /** By the device alone. */
    DEVICE,
    /** By group, edge node and device. */
    PATH
  }

  @Override
  public void validate(Problems problems) {
    Expression.check(mqttTopic, problems.at("mqttTopic"));
  }

  @Override
  public Decoder compile(DecoderContext context) {
    return new SparkplugDecoder(Expression.compile(mqttTopic), deviceType, naming, context);
  }
}

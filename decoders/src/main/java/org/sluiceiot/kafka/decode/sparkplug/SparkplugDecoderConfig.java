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
        String deviceType)
    implements DecoderConfig, Validated {

  @Override
  public void validate(Problems problems) {
    Expression.check(mqttTopic, problems.at("mqttTopic"));
  }

  @Override
  public Decoder compile(DecoderContext context) {
    return new SparkplugDecoder(Expression.compile(mqttTopic), deviceType, context);
  }
}

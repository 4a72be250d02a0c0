package org.sluiceiot.kafka.decode.ng;

import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;

/** What NG Gateway's Kafka plugin sends up: envelopes, key-values or rows. */
@Variant(value = "ng-gateway", title = "NG Gateway")
public record NgGatewayDecoderConfig(
    @Property(
            title = "Device type",
            help = "Profile of new devices when the payload names none.",
            defaultValue = "default",
            min = "1",
            max = "255")
        String deviceType)
    implements DecoderConfig {

  @Override
  public Decoder compile(DecoderContext context) {
    return new NgGatewayDecoder(deviceType, context.values());
  }
}

package org.sluiceiot.kafka.decode.thingsboard;

import java.util.List;
import java.util.Set;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.ConverterResult;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;

/** The value is what a ThingsBoard uplink converter returns: entities with names and telemetry. */
@Variant(value = "thingsboard", title = "ThingsBoard converter result")
public record ThingsBoardDecoderConfig(
    @Property(
            title = "Update only keys",
            help = "Telemetry and attribute keys that are written only when their value changed.",
            optional = true,
            max = "1000",
            advanced = true)
        List<String> updateOnlyKeys)
    implements DecoderConfig {

  @Override
  public Decoder compile(DecoderContext context) {
    Set<String> keys = Set.copyOf(updateOnlyKeys);
    return record -> JsonPayload.each(record, value -> ConverterResult.read(value, keys));
  }
}

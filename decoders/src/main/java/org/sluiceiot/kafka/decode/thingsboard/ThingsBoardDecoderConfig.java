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
import org.sluiceiot.kafka.decode.NonFinite;
import org.sluiceiot.kafka.decode.NumericText;
import org.sluiceiot.kafka.decode.Values;

/** The value is what a ThingsBoard uplink converter returns: entities with names and telemetry. */
@Variant(value = "thingsboard", title = "ThingsBoard converter result")
public record ThingsBoardDecoderConfig(
    @Property(
            title = "Update only keys",
            help = "Telemetry and attribute keys that are written only when their value changed.",
            optional = true,
            max = "1000",
            advanced = true)
        List<String> updateOnlyKeys,
    @Property(
            title = "Numeric texts",
            help = NumericText.HELP,
            defaultValue = "convert",
            advanced = true)
        NumericText numericText,
    @Property(title = "Not finite", help = NonFinite.HELP, defaultValue = "skip", advanced = true)
        NonFinite nonFinite)
    implements DecoderConfig {

  @Override
  public Decoder compile(DecoderContext context) {
    Set<String> keys = Set.copyOf(updateOnlyKeys);
    Values rules = new Values(numericText, nonFinite, context.notes());
    return record -> JsonPayload.each(record, value -> ConverterResult.read(value, keys, rules));
  }
}

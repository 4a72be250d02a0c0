package org.sluiceiot.kafka.decode.tbel;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.script.ResultDecoder;
import org.sluiceiot.kafka.decode.script.TimeLimit;

/** A TBEL script that returns a ThingsBoard converter result. */
@Variant(value = "tbel", title = "TBEL script")
public record TbelDecoderConfig(
    @Property(
            title = "Script",
            help =
                "Body of decoder(payload, metadata): payload is a list of signed bytes, metadata a"
                    + " map of texts; it returns an object or a list of objects.",
            min = "1",
            max = "262144",
            editor = Property.Editor.SCRIPT)
        String script,
    @Property(
            title = "Time limit",
            help = TimeLimit.HELP,
            defaultValue = TimeLimit.DEFAULT,
            min = TimeLimit.LEAST,
            max = TimeLimit.MOST,
            advanced = true)
        Duration timeLimit,
    @Property(
            title = "Memory limit",
            help = "What one run may hold, as the language counts it.",
            defaultValue = "8MiB",
            min = "64KiB",
            max = "64MiB",
            advanced = true)
        DataSize memoryLimit,
    @Property(
            title = "Update only keys",
            help = "Telemetry and attribute keys that are written only when their value changed.",
            optional = true,
            max = "1000",
            advanced = true)
        List<String> updateOnlyKeys)
    implements DecoderConfig {

  @Override
  public Decoder compile(DecoderContext context) throws ConfigException {
    TbelScript compiled = new TbelScript(script, memoryLimit.bytes(), timeLimit);
    return new ResultDecoder(compiled, context, Set.copyOf(updateOnlyKeys));
  }
}

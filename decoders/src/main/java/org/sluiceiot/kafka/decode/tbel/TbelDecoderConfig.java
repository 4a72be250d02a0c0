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
import org.sluiceiot.kafka.decode.NonFinite;
import org.sluiceiot.kafka.decode.NumericText;
import org.sluiceiot.kafka.decode.script.ResultDecoder;
import org.sluiceiot.kafka.decode.script.ScriptOptions;
import org.sluiceiot.script.ScriptLimits;

/** A TBEL script that returns a ThingsBoard converter result. */
@Variant(value = "tbel", title = "TBEL script")
public record TbelDecoderConfig(
    @Property(
            title = "Script",
            help =
                "Body of decoder(payload, metadata): payload is a list of signed bytes, metadata a"
                    + " map of texts; it returns an object or a list of objects.",
            min = "1",
            max = ScriptOptions.LONGEST_SCRIPT,
            editor = Property.Editor.SCRIPT)
        String script,
    @Property(
            title = "Time limit",
            help = ScriptOptions.TIME_HELP,
            defaultValue = ScriptOptions.TIME_DEFAULT,
            min = ScriptOptions.TIME_LEAST,
            max = ScriptOptions.TIME_MOST,
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
            help = ScriptOptions.UPDATE_ONLY_HELP,
            optional = true,
            max = "1000",
            advanced = true)
        List<String> updateOnlyKeys,
    @Property(
            title = "Numeric texts",
            help = NumericText.HELP,
            defaultValue = "keep",
            advanced = true)
        NumericText numericText,
    @Property(title = "Not finite", help = NonFinite.HELP, defaultValue = "skip", advanced = true)
        NonFinite nonFinite)
    implements DecoderConfig {

  @Override
  public Decoder compile(DecoderContext context) throws ConfigException {
    TbelScript compiled =
        new TbelScript(script, new ScriptLimits(timeLimit, memoryLimit.bytes(), context.tenant()));
    return new ResultDecoder(compiled, context, Set.copyOf(updateOnlyKeys), numericText, nonFinite);
  }
}

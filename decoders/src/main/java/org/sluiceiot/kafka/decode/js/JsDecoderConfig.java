package org.sluiceiot.kafka.decode.js;

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

/** A JavaScript that returns a ThingsBoard converter result. */
@Variant(value = "javascript", title = "JavaScript")
public record JsDecoderConfig(
    @Property(
            title = "Script",
            help =
                "Body of decoder(payload, metadata): payload is an array of bytes from 0 to 255,"
                    + " metadata an object of texts; it returns an object or an array of objects.",
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
            help = "What one run may allocate in all.",
            defaultValue = "64MiB",
            min = "1MiB",
            max = "1GiB",
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
    JsScript compiled =
        new JsScript(script, new ScriptLimits(timeLimit, memoryLimit.bytes(), context.tenant()));
    return new ResultDecoder(compiled, context, Set.copyOf(updateOnlyKeys), numericText, nonFinite);
  }
}

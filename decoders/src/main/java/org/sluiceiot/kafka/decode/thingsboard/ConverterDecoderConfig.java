package org.sluiceiot.kafka.decode.thingsboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.NonFinite;
import org.sluiceiot.kafka.decode.NumericText;
import org.sluiceiot.kafka.decode.js.JsDecoderConfig;
import org.sluiceiot.kafka.decode.script.ConverterDocument;
import org.sluiceiot.kafka.decode.script.ScriptOptions;
import org.sluiceiot.kafka.decode.tbel.TbelDecoderConfig;

/** ThingsBoard PE's exported converter, unchanged. */
@Variant(value = "converter", title = "ThingsBoard PE converter")
public record ConverterDecoderConfig(
    @Property(title = "Converter", help = "The exported JSON document of an uplink converter.")
        JsonNode converter,
    @Property(
            title = "Time limit",
            help = ScriptOptions.TIME_HELP,
            defaultValue = ScriptOptions.TIME_DEFAULT,
            min = ScriptOptions.TIME_LEAST,
            max = ScriptOptions.TIME_MOST,
            advanced = true)
        Duration timeLimit,
    @Property(
            title = "Numeric texts",
            help = NumericText.HELP,
            defaultValue = "convert",
            advanced = true)
        NumericText numericText,
    @Property(title = "Not finite", help = NonFinite.HELP, defaultValue = "skip", advanced = true)
        NonFinite nonFinite)
    implements DecoderConfig, Validated {

  /** A converter whose values are kept as ThingsBoard keeps them. */
  public ConverterDecoderConfig(JsonNode converter, Duration timeLimit) {
    this(converter, timeLimit, NumericText.CONVERT, NonFinite.SKIP);
  }

  @Override
  public void validate(Problems problems) {
    try {
      ConverterDocument.read(converter);
    } catch (IllegalArgumentException e) {
      problems
          .at("converter")
          .add(e.getMessage(), "paste the export of a generic uplink converter");
    }
  }

  @Override
  public Decoder compile(DecoderContext context) throws ConfigException {
    return scripted(ConverterDocument.read(converter)).compile(context);
  }

  /** The script decoder of the document's language, with that decoder's defaults. */
  private DecoderConfig scripted(ConverterDocument document) throws ConfigException {
    ObjectNode config = JsonPayload.MAPPER.createObjectNode();
    config.put("script", document.script());
    config.put("timeLimit", timeLimit.toString());
    config.put("numericText", numericText.name());
    config.put("nonFinite", nonFinite.name());
    document.updateOnlyKeys().forEach(config.putArray("updateOnlyKeys")::add);
    return document.language() == ConverterDocument.Language.TBEL
        ? ConfigReader.read(config, TbelDecoderConfig.class)
        : ConfigReader.read(config, JsDecoderConfig.class);
  }
}

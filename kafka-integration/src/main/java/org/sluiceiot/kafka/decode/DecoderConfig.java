package org.sluiceiot.kafka.decode;

import org.sluiceiot.api.config.Variants;
import org.sluiceiot.kafka.decode.js.JsDecoderConfig;
import org.sluiceiot.kafka.decode.json.JsonDecoderConfig;
import org.sluiceiot.kafka.decode.script.ConverterDecoderConfig;
import org.sluiceiot.kafka.decode.tbel.TbelDecoderConfig;
import org.sluiceiot.kafka.decode.thingsboard.ThingsBoardDecoderConfig;

/** Configuration of a decoder; each format declares its own record. */
@Variants({
  JsonDecoderConfig.class,
  ThingsBoardDecoderConfig.class,
  TbelDecoderConfig.class,
  JsDecoderConfig.class,
  ConverterDecoderConfig.class
})
public interface DecoderConfig {
  /**
   * Compiles the decoder.
   *
   * @throws org.sluiceiot.api.config.ConfigException a script or a schema is wrong; with line and
   *     column where known
   */
  Decoder compile(DecoderContext context) throws org.sluiceiot.api.config.ConfigException;
}

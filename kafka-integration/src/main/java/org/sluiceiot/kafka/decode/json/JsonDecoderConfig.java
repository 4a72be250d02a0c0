package org.sluiceiot.kafka.decode.json;

import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;

/** Fields of a JSON value, each found by a pointer. */
@Variant(value = "json", title = "JSON by pointers")
public record JsonDecoderConfig(
    @Property(title = "Device name", help = "JSON Pointer to the name.", defaultValue = "/device")
        String deviceName)
    implements DecoderConfig {
  @Override
  public Decoder compile(DecoderContext context) throws ConfigException {
    throw new ConfigException("", "not available", "");
  }
}

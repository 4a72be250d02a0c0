package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.json.JsonDecoderConfig;

/** CBOR, mapped as if it were JSON. */
@Variant(value = "cbor", title = "CBOR")
public record CborDecoderConfig(
    @Property(title = "Fields", help = "Where the fields are, as for JSON.", defaultValue = "{}")
        JsonDecoderConfig fields)
    implements DecoderConfig {
  private static final ObjectMapper MAPPER = new CBORMapper();

  @Override
  public Decoder compile(DecoderContext context) {
    return TreeDecoder.each(TreeDecoder.by(MAPPER, "CBOR"), fields, context);
  }
}

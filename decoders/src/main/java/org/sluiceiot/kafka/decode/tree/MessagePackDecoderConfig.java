package org.sluiceiot.kafka.decode.tree;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.msgpack.jackson.dataformat.MessagePackFactory;
import org.msgpack.jackson.dataformat.MessagePackMapper;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.json.JsonDecoderConfig;

/** MessagePack, mapped as if it were JSON. */
@Variant(value = "messagepack", title = "MessagePack")
public record MessagePackDecoderConfig(
    @Property(title = "Fields", help = "Where the fields are, as for JSON.", defaultValue = "{}")
        JsonDecoderConfig fields)
    implements DecoderConfig {
  private static final ObjectMapper MAPPER =
      new MessagePackMapper(
          new MessagePackFactory().setExtTypeCustomDesers(MessagePackExtensions.readers()));

  @Override
  public Decoder compile(DecoderContext context) {
    return TreeDecoder.each(TreeDecoder.by(MAPPER, "MessagePack"), fields, context);
  }
}

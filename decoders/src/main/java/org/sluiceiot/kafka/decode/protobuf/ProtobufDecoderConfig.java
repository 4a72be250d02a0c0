package org.sluiceiot.kafka.decode.protobuf;

import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.json.JsonDecoderConfig;
import org.sluiceiot.kafka.decode.registry.RegistryConfig;
import org.sluiceiot.kafka.decode.registry.SchemaOrigin;
import org.sluiceiot.kafka.decode.registry.SchemaRegistry;
import org.sluiceiot.kafka.decode.tree.TreeDecoder;

/** Protocol Buffers, mapped as if they were JSON; members have the names of the schema. */
@Variant(value = "protobuf", title = "Protocol Buffers")
public record ProtobufDecoderConfig(
    @Property(
            title = "Schema",
            help = "Text of the .proto file, when values are plain messages without a schema id.",
            optional = true,
            max = "262144",
            editor = Property.Editor.MULTILINE)
        String schema,
    @Property(
            title = "Message",
            help = "Name of the message within the schema; without it the first one.",
            optional = true,
            max = "1000")
        String message,
    @Property(
            title = "Schema registry",
            help = "Where schemas are, when values begin with a schema id.",
            optional = true)
        RegistryConfig registry,
    @Property(
            title = "Defaults of unsent fields",
            help =
                "Whether a proto3 field that was not sent has its default. proto3 sends no zero, no"
                    + " false and no empty text: without this they are missing, with it a field"
                    + " that a device does not know is zero.",
            defaultValue = "false",
            advanced = true)
        boolean unsentDefaults,
    @Property(
            title = "Partial schema",
            help =
                "Whether the schema may name less than half of what is sent; otherwise such a value"
                    + " is taken for another message and refused.",
            defaultValue = "false",
            advanced = true)
        boolean partialSchema,
    @Property(title = "Fields", help = "Where the fields are, as for JSON.", defaultValue = "{}")
        JsonDecoderConfig fields)
    implements DecoderConfig, Validated {

  @Override
  public void validate(Problems problems) {
    SchemaOrigin.requireOne(schema, registry, problems);
  }

  @Override
  public Decoder compile(DecoderContext context) throws ConfigException {
    TreeDecoder.Reader reader =
        schema != null
            ? SchemaOrigin.written(reader(), ProtobufReader::plain)
            : SchemaOrigin.registered(registry, context, this::registered, ProtobufReader::indexed);
    return TreeDecoder.of(reader, fields, context);
  }

  private ProtobufReader.Options options() {
    return new ProtobufReader.Options(unsentDefaults, partialSchema);
  }

  private ProtobufReader reader() throws ConfigException {
    try {
      return new ProtobufReader(ProtoFiles.build(schema, List.of()), message, options());
    } catch (IllegalArgumentException e) {
      throw new ConfigException("schema", e.getMessage(), "correct the schema");
    }
  }

  private ProtobufReader registered(SchemaRegistry.Schema schema) throws DecodeException {
    if (!schema.type().equals("PROTOBUF")) {
      throw new DecodeException("the schema is of type " + schema.type() + ", not PROTOBUF");
    }
    try {
      return new ProtobufReader(
          ProtoFiles.build(schema.text(), schema.references()), null, options());
    } catch (IllegalArgumentException e) {
      throw new DecodeException("the schema is wrong: " + e.getMessage(), e);
    }
  }
}

package org.sluiceiot.kafka.decode.protobuf;

import java.nio.ByteBuffer;
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
import org.sluiceiot.kafka.decode.registry.SchemaCache;
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
    @Property(title = "Fields", help = "Where the fields are, as for JSON.", defaultValue = "{}")
        JsonDecoderConfig fields)
    implements DecoderConfig, Validated {

  @Override
  public void validate(Problems problems) {
    if ((schema == null) == (registry == null)) {
      problems.add("needs a schema or a registry, and not both", "give one of them");
    }
  }

  @Override
  public Decoder compile(DecoderContext context) throws ConfigException {
    if (schema != null) {
      ProtobufReader reader = reader();
      return TreeDecoder.of(
          record -> reader.plain(ByteBuffer.wrap(record.value())), fields, context);
    }
    SchemaCache<ProtobufReader> cache =
        new SchemaCache<>(
            new SchemaRegistry(registry, context.host()), ProtobufDecoderConfig::registered);
    return TreeDecoder.of(
        record -> {
          SchemaCache.Framed framed = SchemaCache.framed(record);
          return cache.get(framed.id()).indexed(framed.data());
        },
        fields,
        context);
  }

  private ProtobufReader reader() throws ConfigException {
    try {
      return new ProtobufReader(ProtoFiles.build(schema, List.of()), message);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("schema", e.getMessage(), "correct the schema");
    }
  }

  private static ProtobufReader registered(SchemaRegistry.Schema schema) throws DecodeException {
    if (!schema.type().equals("PROTOBUF")) {
      throw new DecodeException("the schema is of type " + schema.type() + ", not PROTOBUF");
    }
    try {
      return new ProtobufReader(ProtoFiles.build(schema.text(), schema.references()), null);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("the schema is wrong: " + e.getMessage(), e);
    }
  }
}

package org.sluiceiot.kafka.decode.avro;

import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
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

/** Avro's binary form, mapped as if it were JSON. */
@Variant(value = "avro", title = "Avro")
public record AvroDecoderConfig(
    @Property(
            title = "Schema",
            help =
                "The writer's schema, when values are plain Avro without a schema id. Object files"
                    + " need none.",
            optional = true,
            max = "262144",
            editor = Property.Editor.MULTILINE)
        String schema,
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
    if (schema != null && registry != null) {
      problems.add("has a schema and a registry", "give one of them, or none for object files");
    }
  }

  @Override
  public Decoder compile(DecoderContext context) throws ConfigException {
    TreeDecoder.Reader reader = valueReader(context);
    return TreeDecoder.each(
        record ->
            AvroFile.is(record.value())
                ? AvroFile.read(record.value(), context.maxUnpacked())
                : List.of(reader.read(record)),
        fields,
        context);
  }

  private TreeDecoder.Reader valueReader(DecoderContext context) throws ConfigException {
    if (registry != null) {
      return SchemaOrigin.registered(
          registry, context, AvroDecoderConfig::registered, AvroReader::read);
    }
    if (schema != null) {
      return SchemaOrigin.written(reader(), AvroReader::readAny);
    }
    return record -> {
      throw new DecodeException(
          "the value is no Avro object file, and the decoder has neither a schema nor a registry");
    };
  }

  private AvroReader reader() throws ConfigException {
    try {
      return new AvroReader(new Schema.Parser().parse(schema));
    } catch (AvroRuntimeException | UnsupportedOperationException e) {
      // The latter for a fixed that no array of Java can hold.
      throw new ConfigException("schema", "is not Avro: " + e.getMessage(), "correct the schema");
    }
  }

  private static AvroReader registered(SchemaRegistry.Schema schema) throws DecodeException {
    if (!schema.type().equals("AVRO")) {
      throw new DecodeException("the schema is of type " + schema.type() + ", not AVRO");
    }
    try {
      Schema.Parser parser = new Schema.Parser();
      for (SchemaRegistry.Reference reference : schema.references()) {
        parser.parse(reference.text());
      }
      return new AvroReader(parser.parse(schema.text()));
    } catch (AvroRuntimeException | UnsupportedOperationException e) {
      throw new DecodeException("the schema is not Avro: " + e.getMessage(), e);
    }
  }
}

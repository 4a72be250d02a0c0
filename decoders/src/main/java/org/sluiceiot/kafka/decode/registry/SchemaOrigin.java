package org.sluiceiot.kafka.decode.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderContext;
import org.sluiceiot.kafka.decode.tree.TreeDecoder;

/**
 * Where the schema of a binary format comes from: it is written in the configuration, or its id
 * stands at the beginning of each value and a registry has it. Stateless.
 */
public final class SchemaOrigin {
  private SchemaOrigin() {}

  /** Reads a value by a parsed schema. */
  @FunctionalInterface
  public interface ValueReader<S> {
    /**
     * @param data the value, or what follows the id
     */
    JsonNode read(S schema, ByteBuffer data) throws DecodeException;
  }

  /** Exactly one of the two must be given; either is null when it is not. */
  public static void requireOne(String schema, RegistryConfig registry, Problems problems) {
    if ((schema == null) == (registry == null)) {
      problems.add("needs a schema or a registry, and not both", "give one of them");
    }
  }

  /** Reads every value by one schema. */
  public static <S> TreeDecoder.Reader written(S schema, ValueReader<S> reader) {
    return record -> reader.read(schema, ByteBuffer.wrap(record.value()));
  }

  /**
   * Reads each value by the schema whose id it begins with.
   *
   * @throws ConfigException the operator does not permit the registry's address
   */
  public static <S> TreeDecoder.Reader registered(
      RegistryConfig registry,
      DecoderContext context,
      SchemaCache.Parser<S> parser,
      ValueReader<S> reader)
      throws ConfigException {
    SchemaCache<S> cache = new SchemaCache<>(new SchemaRegistry(registry, context.host()), parser);
    return record -> {
      SchemaCache.Framed framed = SchemaCache.framed(record);
      return reader.read(cache.get(framed.id()), framed.data());
    };
  }
}

package org.sluiceiot.kafka.decode.avro;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * How large a schema is with every type written out where it is used: as Avro does to read by it,
 * and where forty short records can become 2^40. For one thread.
 */
final class SchemaSize {
  private static final long MOST = 100_000;
  private static final int DEEPEST = 200;

  /** Of named types; a type that is being measured, because it holds itself, counts once. */
  private final Map<String, Long> known = new HashMap<>();

  private SchemaSize() {}

  /**
   * @return the same schema
   * @throws AvroRuntimeException it is too large to be read by
   */
  static Schema require(Schema schema) {
    new SchemaSize().of(schema, 0, Set.of());
    return schema;
  }

  /**
   * @param within records that hold this schema in each of their values: not through a union, array
   *     or map, where a value can end
   */
  private long of(Schema schema, int depth, Set<String> within) {
    if (depth > DEEPEST) {
      throw new BoundedReader.TooLarge("its types nest more than " + DEEPEST + " deep");
    }
    return switch (schema.getType()) {
      case RECORD -> record(schema, depth, within);
      case ARRAY -> 1 + of(schema.getElementType(), depth + 1, Set.of());
      case MAP -> 1 + of(schema.getValueType(), depth + 1, Set.of());
      case UNION -> sum(schema.getTypes(), depth, Set.of());
      default -> 1;
    };
  }

  private long record(Schema schema, int depth, Set<String> within) {
    if (within.contains(schema.getFullName())) {
      throw new BoundedReader.TooLarge(
          "its record " + schema.getFullName() + " always holds itself, so that no value ends");
    }
    Long before = known.putIfAbsent(schema.getFullName(), 1L);
    if (before != null) {
      return before;
    }
    Set<String> inside = new HashSet<>(within);
    inside.add(schema.getFullName());
    long size = sum(schema.getFields().stream().map(Schema.Field::schema).toList(), depth, inside);
    known.put(schema.getFullName(), size);
    return size;
  }

  private long sum(List<Schema> schemas, int depth, Set<String> within) {
    long size = 1;
    for (Schema schema : schemas) {
      size += of(schema, depth + 1, within);
      if (size > MOST) {
        throw new BoundedReader.TooLarge(
            "it is more than " + MOST + " types large when each is written out where it is used");
      }
    }
    return size;
  }
}

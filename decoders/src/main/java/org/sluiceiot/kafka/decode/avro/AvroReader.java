package org.sluiceiot.kafka.decode.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.sluiceiot.kafka.decode.DecodeException;

/** Values of one schema as trees; bytes become base64, decimals numbers. Safe for any thread. */
final class AvroReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private final Schema schema;

  AvroReader(Schema schema) {
    this.schema = schema;
  }

  /**
   * @throws DecodeException the data does not fit the schema
   */
  JsonNode read(ByteBuffer data) throws DecodeException {
    try {
      GenericDatumReader<Object> reader = new GenericDatumReader<>(schema);
      int start = data.arrayOffset() + data.position();
      org.apache.avro.io.BinaryDecoder in =
          DecoderFactory.get().binaryDecoder(data.array(), start, data.remaining(), null);
      Object value = reader.read(null, in);
      if (!in.isEnd()) {
        throw new DecodeException("the value goes on after what the schema says");
      }
      return tree(value, schema);
    } catch (IOException | AvroRuntimeException | ArrayIndexOutOfBoundsException e) {
      throw new DecodeException("the value does not fit the schema: " + e.getMessage(), e);
    }
  }

  private static JsonNode tree(Object value, Schema schema) {
    return switch (schema.getType()) {
      case NULL -> NODES.nullNode();
      case UNION -> tree(value, branch(value, schema));
      case RECORD -> {
        ObjectNode object = NODES.objectNode();
        IndexedRecord record = (IndexedRecord) value;
        schema
            .getFields()
            .forEach(f -> object.set(f.name(), tree(record.get(f.pos()), f.schema())));
        yield object;
      }
      case MAP -> {
        ObjectNode object = NODES.objectNode();
        ((Map<?, ?>) value)
            .forEach((k, v) -> object.set(k.toString(), tree(v, schema.getValueType())));
        yield object;
      }
      case ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        ((Collection<?>) value).forEach(v -> array.add(tree(v, schema.getElementType())));
        yield array;
      }
      case BYTES -> bytes(((ByteBuffer) value), schema);
      case FIXED -> bytes(ByteBuffer.wrap(((GenericFixed) value).bytes()), schema);
      default -> scalar(value);
    };
  }

  private static Schema branch(Object value, Schema union) {
    return union
        .getTypes()
        .get(org.apache.avro.generic.GenericData.get().resolveUnion(union, value));
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return NODES.numberNode(((Number) value).longValue());
    }
    if (value instanceof Float || value instanceof Double) {
      return NODES.numberNode(Double.parseDouble(value.toString()));
    }
    return value instanceof Boolean bool
        ? NODES.booleanNode(bool)
        : NODES.textNode(value.toString());
  }

  private static JsonNode bytes(ByteBuffer buffer, Schema schema) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal && bytes.length > 0) {
      return NODES.numberNode(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
    }
    return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
  }
}

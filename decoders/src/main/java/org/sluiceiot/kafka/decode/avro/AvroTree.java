package org.sluiceiot.kafka.decode.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.sluiceiot.kafka.decode.ConnectTypes;

/** Values of Avro's generic form as JSON; logical types become what they mean. Stateless. */
final class AvroTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String CONNECT_NAME = "connect.name";

  private AvroTree() {}

  static JsonNode of(Object value, Schema schema) {
    return switch (schema.getType()) {
      case NULL -> NODES.nullNode();
      case UNION -> of(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)));
      case RECORD -> object((IndexedRecord) value, schema);
      case MAP -> {
        ObjectNode object = NODES.objectNode();
        ((Map<?, ?>) value)
            .forEach((k, v) -> object.set(k.toString(), of(v, schema.getValueType())));
        yield object;
      }
      case ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        ((Collection<?>) value).forEach(v -> array.add(of(v, schema.getElementType())));
        yield array;
      }
      case BYTES -> bytes(content((ByteBuffer) value), schema);
      case FIXED -> bytes(((GenericFixed) value).bytes(), schema);
      case INT, LONG -> whole(((Number) value).longValue(), schema);
      case FLOAT, DOUBLE -> NODES.numberNode(Double.parseDouble(value.toString()));
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case ENUM, STRING -> NODES.textNode(value.toString());
    };
  }

  private static JsonNode object(IndexedRecord record, Schema schema) {
    if (ConnectTypes.VARIABLE_DECIMAL.equals(schema.getProp(CONNECT_NAME))
        || ConnectTypes.VARIABLE_DECIMAL.equals(schema.getFullName())) {
      Schema.Field scale = schema.getField("scale");
      Schema.Field value = schema.getField("value");
      if (scale != null
          && value != null
          && record.get(scale.pos()) instanceof Integer digits
          && record.get(value.pos()) instanceof ByteBuffer unscaled) {
        return ConnectTypes.decimal(content(unscaled), digits);
      }
    }
    ObjectNode object = NODES.objectNode();
    schema.getFields().forEach(f -> object.set(f.name(), of(record.get(f.pos()), f.schema())));
    return object;
  }

  private static JsonNode whole(long value, Schema schema) {
    LogicalType type = schema.getLogicalType();
    JsonNode meant = type == null ? null : AvroTimes.of(type.getName(), value);
    String connect = meant == null ? schema.getProp(CONNECT_NAME) : null;
    meant = connect == null ? meant : ConnectTypes.time(connect, value);
    return meant == null ? NODES.numberNode(value) : meant;
  }

  private static JsonNode bytes(byte[] bytes, Schema schema) {
    LogicalType type = schema.getLogicalType();
    if (type instanceof LogicalTypes.Decimal decimal) {
      return ConnectTypes.decimal(bytes, decimal.getScale());
    }
    JsonNode meant = type == null ? null : AvroTimes.of(type.getName(), bytes);
    if (meant != null) {
      return meant;
    }
    return ConnectTypes.DECIMAL.equals(schema.getProp(CONNECT_NAME))
        ? ConnectTypes.decimal(bytes, scale(schema.getObjectProp("connect.parameters")))
        : NODES.textNode(Base64.getEncoder().encodeToString(bytes));
  }

  private static int scale(Object parameters) {
    Object scale = parameters instanceof Map<?, ?> map ? map.get("scale") : null;
    try {
      return scale == null ? 0 : Integer.parseInt(scale.toString());
    } catch (NumberFormatException e) {
      return 0; // not Connect's: it writes a number
    }
  }

  private static byte[] content(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}

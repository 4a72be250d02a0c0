package org.sluiceiot.kafka.decode.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;

/**
 * Messages as trees: bytes become base64, enums their names, what is not sent is left out unless
 * its default is wanted. Safe for any thread.
 */
final class ProtobufTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final boolean unsent;
  private final WellKnown wellKnown;

  /**
   * @param file whose messages an Any may hold
   * @param unsent whether fields without presence show their default
   */
  ProtobufTree(FileDescriptor file, boolean unsent) {
    this.unsent = unsent;
    this.wellKnown = new WellKnown(this, file);
  }

  /** The message's own JSON: an object, or what a type of Google's means. */
  JsonNode of(Message message) {
    JsonNode meant = wellKnown.of(message);
    return meant == null ? object(message) : meant;
  }

  /** The message's fields. */
  ObjectNode object(Message message) {
    ObjectNode object = NODES.objectNode();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (shown(message, field)) {
        object.set(field.getName(), field(message, field));
      }
    }
    return object;
  }

  private boolean shown(Message message, FieldDescriptor field) {
    if (field.isRepeated()) {
      return unsent || message.getRepeatedFieldCount(field) > 0;
    }
    return message.hasField(field) || (unsent && !field.hasPresence());
  }

  JsonNode field(Message message, FieldDescriptor field) {
    Object value = message.getField(field);
    if (field.isMapField()) {
      return map((List<?>) value);
    }
    if (!field.isRepeated()) {
      return value(value, field);
    }
    ArrayNode array = NODES.arrayNode();
    ((List<?>) value).forEach(one -> array.add(value(one, field)));
    return array;
  }

  private ObjectNode map(List<?> entries) {
    ObjectNode object = NODES.objectNode();
    for (Object entry : entries) {
      Message message = (Message) entry;
      FieldDescriptor key = message.getDescriptorForType().findFieldByNumber(1);
      FieldDescriptor value = message.getDescriptorForType().findFieldByNumber(2);
      object.set(String.valueOf(message.getField(key)), value(message.getField(value), value));
    }
    return object;
  }

  private JsonNode value(Object value, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> of((Message) value);
      case ENUM ->
          field.getEnumType().getFullName().equals("google.protobuf.NullValue")
              ? NODES.nullNode()
              : NODES.textNode(((EnumValueDescriptor) value).getName());
      case BYTE_STRING ->
          NODES.textNode(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case STRING -> NODES.textNode((String) value);
      case FLOAT, DOUBLE -> NODES.numberNode(Double.parseDouble(value.toString()));
      case INT ->
          NODES.numberNode(unsigned32(field) ? (Integer) value & 0xFFFFFFFFL : (Integer) value);
      case LONG ->
          unsigned64(field) && (Long) value < 0
              ? NODES.numberNode(new BigInteger(Long.toUnsignedString((Long) value)))
              : NODES.numberNode((Long) value);
    };
  }

  private static boolean unsigned32(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.UINT32
        || field.getType() == FieldDescriptor.Type.FIXED32;
  }

  private static boolean unsigned64(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.UINT64
        || field.getType() == FieldDescriptor.Type.FIXED64;
  }
}

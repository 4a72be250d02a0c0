package org.sluiceiot.kafka.decode.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.sluiceiot.kafka.decode.DecodeException;

/**
 * Messages of one file as trees: scalars without presence show their default, bytes become base64,
 * enums their names. Safe for any thread.
 */
final class ProtobufReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private final FileDescriptor file;
  private final Descriptor message;

  /**
   * @param name of the message; null for the first
   * @throws IllegalArgumentException there is no such message
   */
  ProtobufReader(FileDescriptor file, String name) {
    this.file = file;
    if (file.getMessageTypes().isEmpty()) {
      throw new IllegalArgumentException("the schema declares no message");
    }
    this.message = name == null ? file.getMessageTypes().get(0) : named(file, name);
  }

  private static Descriptor named(FileDescriptor file, String name) {
    String local =
        name.startsWith(file.getPackage() + ".")
            ? name.substring(file.getPackage().length() + 1)
            : name;
    Descriptor found = null;
    for (String part : local.split("\\.")) {
      found = found == null ? file.findMessageTypeByName(part) : found.findNestedTypeByName(part);
      if (found == null) {
        throw new IllegalArgumentException("the schema declares no message '" + name + "'");
      }
    }
    return found;
  }

  /** A value that is the message alone. */
  JsonNode plain(ByteBuffer data) throws DecodeException {
    return read(message, data);
  }

  /** A value that begins with the message's place in the file, as the registry's format has it. */
  JsonNode indexed(ByteBuffer data) throws DecodeException {
    try {
      int start = data.arrayOffset() + data.position();
      CodedInputStream in = CodedInputStream.newInstance(data.array(), start, data.remaining());
      int length = in.readSInt32();
      Descriptor found = length == 0 ? file.getMessageTypes().get(0) : null;
      for (int i = 0; i < length; i++) {
        int index = in.readSInt32();
        found =
            found == null ? file.getMessageTypes().get(index) : found.getNestedTypes().get(index);
      }
      data.position(data.position() + in.getTotalBytesRead());
      return read(found, data);
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new DecodeException("the value names no message of the schema", e);
    }
  }

  private static JsonNode read(Descriptor type, ByteBuffer data) throws DecodeException {
    try {
      int start = data.arrayOffset() + data.position();
      return tree(
          DynamicMessage.parseFrom(
              type, CodedInputStream.newInstance(data.array(), start, data.remaining())));
    } catch (IOException e) {
      throw new DecodeException("the value is no " + type.getName() + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode tree(Message message) {
    ObjectNode object = NODES.objectNode();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isMapField()) {
        object.set(field.getName(), map((List<?>) message.getField(field)));
      } else if (field.isRepeated()) {
        ArrayNode array = object.putArray(field.getName());
        ((List<?>) message.getField(field)).forEach(value -> array.add(value(value, field)));
      } else if (!field.hasPresence() || message.hasField(field)) {
        object.set(field.getName(), value(message.getField(field), field));
      }
    }
    return object;
  }

  private static ObjectNode map(List<?> entries) {
    ObjectNode object = NODES.objectNode();
    for (Object entry : entries) {
      Message message = (Message) entry;
      FieldDescriptor key = message.getDescriptorForType().findFieldByNumber(1);
      FieldDescriptor value = message.getDescriptorForType().findFieldByNumber(2);
      object.set(String.valueOf(message.getField(key)), value(message.getField(value), value));
    }
    return object;
  }

  private static JsonNode value(Object value, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> wellKnown((Message) value);
      case ENUM -> NODES.textNode(((EnumValueDescriptor) value).getName());
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

  /** A timestamp becomes milliseconds since 1970; a wrapper its value. */
  private static JsonNode wellKnown(Message message) {
    String name = message.getDescriptorForType().getFullName();
    if (name.equals("google.protobuf.Timestamp")) {
      ObjectNode parts = tree(message);
      return NODES.numberNode(
          parts.get("seconds").longValue() * 1_000 + parts.get("nanos").longValue() / 1_000_000);
    }
    boolean wrapper = name.startsWith("google.protobuf.") && name.endsWith("Value");
    ObjectNode parts = tree(message);
    return wrapper && parts.size() == 1 && parts.has("value") ? parts.get("value") : parts;
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

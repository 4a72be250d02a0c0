package org.sluiceiot.kafka.decode.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Google's own types, as protobuf's mapping to JSON has them; but a Timestamp becomes milliseconds
 * since 1970. Safe for any thread.
 */
final class WellKnown {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PACKAGE = "google.protobuf.";

  /**
   * As many as the library reads of messages inside each other, which it cannot count in an Any.
   */
  private static final int DEEPEST_ANY = 100;

  private static final long NANOS_OF_MILLI = 1_000_000L;

  private final ProtobufTree trees;

  /** Messages that an Any may hold, by full name. */
  private final Map<String, Descriptor> types = new HashMap<>();

  /** Anys around the one that the thread is reading. */
  private final ThreadLocal<Integer> anys = ThreadLocal.withInitial(() -> 0);

  /** Anys inside each other without end, in words for people. */
  static final class AnysTooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnysTooDeep() {
      super("the value has more than " + DEEPEST_ANY + " Anys inside each other");
    }
  }

  WellKnown(ProtobufTree trees, FileDescriptor file) {
    this.trees = trees;
    ProtoFiles.wellKnown().forEach(known -> add(known.getMessageTypes()));
    addFile(file);
  }

  private void addFile(FileDescriptor file) {
    file.getDependencies().forEach(this::addFile);
    add(file.getMessageTypes());
  }

  private void add(List<Descriptor> found) {
    for (Descriptor type : found) {
      types.put(type.getFullName(), type);
      add(type.getNestedTypes());
    }
  }

  /**
   * @return null when the message is none of them
   */
  JsonNode of(Message message) {
    String name = message.getDescriptorForType().getFullName();
    if (!name.startsWith(PACKAGE)) {
      return null;
    }
    return switch (name.substring(PACKAGE.length())) {
      case "Timestamp" ->
          NODES.numberNode(
              Math.addExact(
                  Math.multiplyExact((Long) get(message, 1), 1_000L),
                  (Integer) get(message, 2) / NANOS_OF_MILLI));
      case "Duration" ->
          NODES.textNode(duration((Long) get(message, 1), (Integer) get(message, 2)));
      case "Struct", "ListValue" -> trees.field(message, field(message, 1));
      case "Value" -> value(message);
      case "Any" -> any(message);
      case "FieldMask" -> NODES.textNode(String.join(",", paths(message)));
      case "DoubleValue",
          "FloatValue",
          "Int64Value",
          "UInt64Value",
          "Int32Value",
          "UInt32Value",
          "BoolValue",
          "StringValue",
          "BytesValue" ->
          trees.field(message, field(message, 1));
      default -> null;
    };
  }

  private static List<String> paths(Message message) {
    return ((List<?>) get(message, 1)).stream().map(String::valueOf).toList();
  }

  /** The one that is set of null, number, text, truth, object and list. */
  private JsonNode value(Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (message.hasField(field)) {
        return trees.field(message, field);
      }
    }
    return NODES.nullNode();
  }

  /** Seconds with as many decimals as are needed: 0, 3, 6 or 9. */
  private static String duration(long seconds, int nanos) {
    String sign = seconds < 0 || nanos < 0 ? "-" : "";
    String whole = sign + Math.abs(seconds);
    int part = Math.abs(nanos);
    if (part == 0) {
      return whole + "s";
    }
    String digits = "%09d".formatted(part);
    while (digits.endsWith("000")) {
      digits = digits.substring(0, digits.length() - 3);
    }
    return whole + "." + digits + "s";
  }

  /**
   * The message inside with its type as {@code @type}; its bytes where the schema lacks the type.
   */
  private JsonNode any(Message message) {
    String url = (String) get(message, 1);
    ByteString bytes = (ByteString) get(message, 2);
    ObjectNode object = NODES.objectNode().put("@type", url);
    Descriptor type = types.get(url.substring(url.lastIndexOf('/') + 1));
    if (type != null) {
      try {
        JsonNode inner = inner(type, bytes);
        boolean own = type.getFullName().startsWith(PACKAGE) || !inner.isObject();
        return own ? object.set("value", inner) : object.setAll((ObjectNode) inner);
      } catch (InvalidProtocolBufferException e) {
        return object.put("value", Base64.getEncoder().encodeToString(bytes.toByteArray()));
      }
    }
    return object.put("value", Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  private JsonNode inner(Descriptor type, ByteString bytes) throws InvalidProtocolBufferException {
    int depth = anys.get();
    if (depth >= DEEPEST_ANY) {
      throw new AnysTooDeep();
    }
    anys.set(depth + 1);
    try {
      return trees.of(DynamicMessage.parseFrom(type, bytes));
    } finally {
      if (depth == 0) {
        anys.remove();
      } else {
        anys.set(depth);
      }
    }
  }

  private static FieldDescriptor field(Message message, int number) {
    return message.getDescriptorForType().findFieldByNumber(number);
  }

  private static Object get(Message message, int number) {
    return message.getField(field(message, number));
  }
}

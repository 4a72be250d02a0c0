package org.sluiceiot.kafka.decode.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the text of a .proto file: messages, enums, fields, maps and oneofs of proto2 and proto3.
 * Services, options and extensions, which change no value, are left out; names are resolved when
 * files are linked. Used once.
 */
final class ProtoParser {
  private static final Map<String, Type> SCALARS =
      Stream.of(Type.values())
          .filter(t -> t != Type.TYPE_MESSAGE && t != Type.TYPE_ENUM && t != Type.TYPE_GROUP)
          .collect(
              Collectors.toMap(
                  t -> t.name().substring("TYPE_".length()).toLowerCase(Locale.ROOT), t -> t));

  /** Messages declared inside each other; the library links them by calls inside each other. */
  private static final int DEEPEST = 50;

  private final ProtoTokens tokens;
  private final FileDescriptorProto.Builder file;
  private int depth;

  /**
   * @param name of the file, as others import it
   */
  ProtoParser(String name, String text) {
    tokens = new ProtoTokens(text);
    file = FileDescriptorProto.newBuilder().setName(name);
  }

  /**
   * @throws IllegalArgumentException the text is wrong, with its line
   */
  FileDescriptorProto parse() {
    while (!tokens.end()) {
      switch (tokens.peek()) {
        case "syntax" -> {
          tokens.take();
          tokens.expect("=");
          file.setSyntax(tokens.quoted());
          tokens.expect(";");
        }
        case "package" -> {
          tokens.take();
          file.setPackage(tokens.take());
          tokens.expect(";");
        }
        case "import" -> {
          tokens.take();
          if (!tokens.takeIf("public")) {
            tokens.takeIf("weak");
          }
          file.addDependency(tokens.quoted());
          tokens.expect(";");
        }
        case "message" -> file.addMessageType(message());
        case "enum" -> file.addEnumType(enumeration());
        case ";" -> tokens.take();
        case "option", "service", "extend" -> tokens.skipStatement();
        default -> throw tokens.wrong("'" + tokens.peek() + "' is not expected");
      }
    }
    return file.build();
  }

  private DescriptorProto.Builder message() {
    tokens.expect("message");
    depth++;
    if (depth > DEEPEST) {
      throw tokens.wrong("more than " + DEEPEST + " messages are declared inside each other");
    }
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(tokens.take());
    tokens.expect("{");
    while (!tokens.takeIf("}")) {
      switch (tokens.peek()) {
        case "message" -> message.addNestedType(message());
        case "enum" -> message.addEnumType(enumeration());
        case "oneof" -> oneof(message);
        case ";" -> tokens.take();
        case "option", "reserved", "extensions", "extend" -> tokens.skipStatement();
        default -> field(message, -1);
      }
    }
    depth--;
    // a proto3 "optional" is a oneof of its own, behind the written ones
    for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
      if (field.getProto3Optional()) {
        field.setOneofIndex(message.getOneofDeclCount());
        message.addOneofDeclBuilder().setName("_" + field.getName());
      }
    }
    return message;
  }

  private void oneof(DescriptorProto.Builder message) {
    tokens.expect("oneof");
    int index = message.getOneofDeclCount();
    message.addOneofDeclBuilder().setName(tokens.take());
    tokens.expect("{");
    while (!tokens.takeIf("}")) {
      if (tokens.peek().equals("option")) {
        tokens.skipStatement();
      } else {
        field(message, index);
      }
    }
  }

  private void field(DescriptorProto.Builder message, int oneof) {
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder().setLabel(Label.LABEL_OPTIONAL);
    if (tokens.takeIf("repeated")) {
      field.setLabel(Label.LABEL_REPEATED);
    } else if (tokens.takeIf("required")) {
      field.setLabel(Label.LABEL_REQUIRED);
    } else if (tokens.takeIf("optional") && file.getSyntax().equals("proto3")) {
      field.setProto3Optional(true);
    }
    String type = tokens.take();
    if (type.equals("group")) {
      throw tokens.wrong("groups are not read");
    }
    boolean map = type.equals("map");
    if (map) {
      mapEntry(message);
    }
    field.setName(tokens.take());
    if (map) {
      String name = entryName(field.getName());
      message.getNestedTypeBuilder(message.getNestedTypeCount() - 1).setName(name);
      field.setLabel(Label.LABEL_REPEATED).setTypeName(name);
    } else {
      type(field, type);
    }
    tokens.expect("=");
    field.setNumber(tokens.number());
    if (oneof >= 0) {
      field.setOneofIndex(oneof);
    }
    tokens.skipStatement();
    message.addField(field);
  }

  /** Adds the hidden message of a map, not named yet. */
  private void mapEntry(DescriptorProto.Builder message) {
    tokens.expect("<");
    FieldDescriptorProto.Builder key = part("key", 1, tokens.take());
    tokens.expect(",");
    FieldDescriptorProto.Builder value = part("value", 2, tokens.take());
    tokens.expect(">");
    message
        .addNestedTypeBuilder()
        .setOptions(MessageOptions.newBuilder().setMapEntry(true))
        .addField(key)
        .addField(value);
  }

  private static FieldDescriptorProto.Builder part(String name, int number, String type) {
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(number)
            .setLabel(Label.LABEL_OPTIONAL);
    type(field, type);
    return field;
  }

  /** {@code some_field} to {@code SomeFieldEntry}, as linking wants it. */
  private static String entryName(String field) {
    StringBuilder name = new StringBuilder();
    for (String part : field.split("_")) {
      if (!part.isEmpty()) {
        name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return name + "Entry";
  }

  private static void type(FieldDescriptorProto.Builder field, String type) {
    Type scalar = SCALARS.get(type);
    if (scalar == null) {
      field.setTypeName(type);
    } else {
      field.setType(scalar);
    }
  }

  private EnumDescriptorProto.Builder enumeration() {
    tokens.expect("enum");
    EnumDescriptorProto.Builder enumeration =
        EnumDescriptorProto.newBuilder().setName(tokens.take());
    tokens.expect("{");
    while (!tokens.takeIf("}")) {
      String name = tokens.peek();
      if (name.equals("option") || name.equals("reserved")) {
        if (name.equals("option")) {
          tokens.skipStatement();
          enumeration.getOptionsBuilder().setAllowAlias(true);
        } else {
          tokens.skipStatement();
        }
        continue;
      }
      tokens.take();
      tokens.expect("=");
      enumeration.addValueBuilder().setName(name).setNumber(tokens.number());
      tokens.skipStatement();
    }
    return enumeration;
  }
}

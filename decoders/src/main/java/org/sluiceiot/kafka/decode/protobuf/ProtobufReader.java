package org.sluiceiot.kafka.decode.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.sluiceiot.kafka.decode.DecodeException;

/** Reads messages of one file. Safe for any thread. */
final class ProtobufReader {
  private static final int REGISTRY_HEADER = 5;
  private final FileDescriptor file;
  private final Descriptor message;
  private final boolean named;
  private final Options options;
  private final ProtobufTree trees;

  /**
   * @param unsent whether fields that were not sent show their default
   * @param partial whether the schema may leave out most of what is sent
   */
  record Options(boolean unsent, boolean partial) {}

  /**
   * @param name of the message; null for the first
   * @throws IllegalArgumentException there is no such message
   */
  ProtobufReader(FileDescriptor file, String name, Options options) {
    this.file = file;
    this.named = name != null;
    this.options = options;
    this.trees = new ProtobufTree(file, options.unsent());
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

  /** A value that is the message alone, or behind a zero, a schema's id and its place. */
  JsonNode plain(ByteBuffer data) throws DecodeException {
    boolean framed = data.remaining() > REGISTRY_HEADER && data.get(data.position()) == 0;
    return framed // no message begins with a zero
        ? indexed(data.duplicate().position(data.position() + REGISTRY_HEADER))
        : read(message, data);
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
      return read(named ? message : found, data);
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new DecodeException("the value names no message of the schema", e);
    }
  }

  private JsonNode read(Descriptor type, ByteBuffer data) throws DecodeException {
    DynamicMessage message;
    try {
      int start = data.arrayOffset() + data.position();
      message =
          DynamicMessage.parseFrom(
              type, CodedInputStream.newInstance(data.array(), start, data.remaining()));
    } catch (IOException | RuntimeException e) {
      // Broad: whatever the library throws, these bytes are no such message.
      throw new DecodeException(
          "the value is no "
              + type.getName()
              + ": it is damaged, cut off, or written with another schema",
          e);
    }
    UnknownFields.check(message, data.remaining(), options.partial());
    try {
      return trees.of(message);
    } catch (WellKnown.AnysTooDeep e) {
      throw new DecodeException(e.getMessage(), e);
    } catch (ArithmeticException e) {
      throw new DecodeException("the value holds a time beyond what milliseconds can say", e);
    }
  }
}

package org.sluiceiot.kafka.decode.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sluiceiot.kafka.decode.DecodeException;

/**
 * Tells from what a schema did not know that a value was written with another one. For one thread.
 */
final class UnknownFields {
  /** Fields whose numbers the schema has, but whose bytes are of another type. */
  private final TreeSet<String> misfits = new TreeSet<>();

  private final TreeSet<String> unknown = new TreeSet<>();
  private long bytes;

  private UnknownFields() {}

  /**
   * @param size of the whole value, in bytes
   * @param partial whether most of the value may be unknown
   * @throws DecodeException the value is another message
   */
  static void check(Message message, int size, boolean partial) throws DecodeException {
    UnknownFields found = new UnknownFields();
    found.look(message, "");
    String type = message.getDescriptorForType().getName();
    if (!found.misfits.isEmpty()) {
      throw new DecodeException(
          "the value is no %s: %s, whose types differ"
              .formatted(type, fields(found.misfits, "does not fit", "do not fit")));
    }
    if (!partial && found.bytes * 2 > size) {
      throw new DecodeException(
          ("the value is hardly a %s: %s in it, and %d of its %d bytes are theirs; name the right"
                  + " message, or set 'partialSchema'")
              .formatted(
                  type,
                  fields(found.unknown, "is not declared", "are not declared"),
                  found.bytes,
                  size));
    }
  }

  private static String fields(TreeSet<String> numbers, String one, String many) {
    String last = numbers.last();
    return numbers.size() == 1
        ? "field " + last + " " + one
        : "fields " + String.join(", ", numbers.headSet(last)) + " and " + last + " " + many;
  }

  private void look(Message message, String path) {
    UnknownFieldSet set = message.getUnknownFields();
    if (!set.asMap().isEmpty()) {
      look(set, message.getDescriptorForType(), path);
    }
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      String below = path + field.getNumber() + ".";
      List<?> values = field.isRepeated() ? (List<?>) entry.getValue() : List.of(entry.getValue());
      values.forEach(value -> look((Message) value, below));
    }
  }

  private void look(UnknownFieldSet set, Descriptor type, String path) {
    bytes += set.getSerializedSize();
    set.asMap()
        .forEach(
            (number, value) -> {
              FieldDescriptor declared = type.findFieldByNumber(number);
              if (declared == null) {
                unknown.add(path + number);
              } else if (!newerEnum(declared, value)) {
                misfits.add(path + number);
              }
            });
  }

  /** A number that a closed enum does not list yet is kept among what is unknown. */
  private static boolean newerEnum(FieldDescriptor declared, UnknownFieldSet.Field value) {
    return declared.getType() == FieldDescriptor.Type.ENUM && !value.getVarintList().isEmpty();
  }
}

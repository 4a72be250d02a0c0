package org.sluiceiot.kafka.decode.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluiceiot.kafka.decode.registry.SchemaRegistry;

/** Links .proto texts with what they import. Stateless. */
final class ProtoFiles {
  private static final Map<String, FileDescriptor> WELL_KNOWN = new HashMap<>();

  static {
    for (FileDescriptor file :
        List.of(
            AnyProto.getDescriptor(),
            DurationProto.getDescriptor(),
            EmptyProto.getDescriptor(),
            FieldMaskProto.getDescriptor(),
            StructProto.getDescriptor(),
            TimestampProto.getDescriptor(),
            WrappersProto.getDescriptor())) {
      WELL_KNOWN.put(file.getName(), file);
    }
  }

  private ProtoFiles() {}

  /** The files that need not be given. */
  static Collection<FileDescriptor> wellKnown() {
    return WELL_KNOWN.values();
  }

  /**
   * @param references each after those that it imports itself
   * @throws IllegalArgumentException a text is wrong, or imports what is not there
   */
  static FileDescriptor build(String text, List<SchemaRegistry.Reference> references) {
    Map<String, FileDescriptor> known = new HashMap<>(WELL_KNOWN);
    for (SchemaRegistry.Reference reference : references) {
      known.put(reference.name(), link(reference.name(), reference.text(), known));
    }
    return link("schema.proto", text, known);
  }

  private static FileDescriptor link(String name, String text, Map<String, FileDescriptor> known) {
    FileDescriptorProto parsed = new ProtoParser(name, text).parse();
    List<FileDescriptor> imports = new ArrayList<>();
    for (String imported : parsed.getDependencyList()) {
      FileDescriptor file = known.get(imported);
      if (file == null) {
        throw new IllegalArgumentException("imports '" + imported + "', which is not there");
      }
      imports.add(file);
    }
    try {
      return FileDescriptor.buildFrom(parsed, imports.toArray(FileDescriptor[]::new));
    } catch (DescriptorValidationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}

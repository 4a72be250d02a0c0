package org.sluiceiot.descriptors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files that are checked in. */
final class DescriptorFiles {
  static final String SCHEMAS = "ui-descriptors/src/main/resources/descriptors/";
  static final String TABLES = "docs/reference/";
  static final String COMMAND = "mvn -q -pl ui-descriptors -am process-classes -Pdescriptors";

  private DescriptorFiles() {}

  /** Contents by path below the repository's root. */
  static Map<String, String> of(List<Described> types) {
    Map<String, String> files = new TreeMap<>();
    StringBuilder index = new StringBuilder();
    for (Described type : types) {
      ObjectNode descriptor = Descriptors.describe(type);
      files.put(SCHEMAS + type.type() + ".json", json(descriptor));
      files.put(TABLES + type.type() + ".md", ReferenceTable.of(descriptor));
      index.append("- [%s](%s.md): %s\n".formatted(type.name(), type.type(), type.description()));
    }
    files.put(
        TABLES + "README.md",
        """
        # Reference

        Every property, its type, default and bounds. These pages and the form descriptions beside
        them are generated from the configuration records; after changing a record run

        ```
        %s
        ```

        %s"""
            .formatted(COMMAND, index));
    return files;
  }

  private static String json(ObjectNode descriptor) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(descriptor) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always written", e);
    }
  }
}

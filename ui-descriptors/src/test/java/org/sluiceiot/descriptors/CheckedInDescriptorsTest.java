package org.sluiceiot.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checked-in files are those that the configuration records yield, and none else. */
class CheckedInDescriptorsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final List<Described> types =
      Descriptors.discover(CheckedInDescriptorsTest.class.getClassLoader());

  @Test
  void filesAreUpToDate() throws IOException {
    Map<String, String> expected = DescriptorFiles.of(types);
    Set<String> different = new TreeSet<>();
    Map<String, String> present = present();
    expected.forEach(
        (path, text) -> {
          if (!text.equals(present.remove(path))) {
            different.add(path);
          }
        });
    different.addAll(present.keySet());
    assertThat(different)
        .as("files that differ from the records; write them with: " + DescriptorFiles.COMMAND)
        .isEmpty();
  }

  @Test
  void everyDescriptorIsAValidSchema() {
    var metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    for (Described type : types) {
      assertThat(metaSchema.validate(Descriptors.describe(type).toString(), InputFormat.JSON))
          .as(type.type())
          .isEmpty();
    }
  }

  @Test
  void defaultsFitTheirOwnSchema() {
    for (Described type : types) {
      JsonNode descriptor = Descriptors.describe(type);
      var config = new ObjectMapper().createObjectNode();
      descriptor
          .path("properties")
          .properties()
          .forEach(
              property -> {
                if (property.getValue().has("default")) {
                  config.set(property.getKey(), property.getValue().get("default"));
                }
              });
      assertThat(new DescriptorValidator(descriptor).validate(config))
          .as(type.type())
          .allMatch(problem -> problem.text().contains("required"));
    }
  }

  private static Map<String, String> present() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String folder : List.of(DescriptorFiles.SCHEMAS, DescriptorFiles.TABLES)) {
      try (Stream<Path> list = Files.list(ROOT.resolve(folder))) {
        for (Path path : list.filter(CheckedInDescriptorsTest::isText).toList()) {
          files.put(ROOT.relativize(path).toString().replace('\\', '/'), Files.readString(path));
        }
      }
    }
    return files;
  }

  private static boolean isText(Path path) {
    return path.toString().endsWith(".json") || path.toString().endsWith(".md");
  }
}

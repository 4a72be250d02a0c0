package org.sluiceiot.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Names of properties, from the form descriptions that are checked in. */
final class Descriptors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Descriptors() {}

  static JsonNode of(String type) throws IOException {
    return JSON.readTree(
        Markdown.HOME
            .resolve("ui-descriptors/src/main/resources/descriptors/" + type + ".json")
            .toFile());
  }

  static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Of all parts of a description. */
  static Set<String> allNames(JsonNode schema) {
    Set<String> names = names(schema.path("properties"));
    schema.forEach(inner -> names.addAll(allNames(inner)));
    return names;
  }
}

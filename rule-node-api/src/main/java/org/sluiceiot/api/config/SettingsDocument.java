package org.sluiceiot.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The operator's settings of one plugin jar: one JSON object, of which each provider in the jar
 * declares a part with a record of its own. No two parts have a property of the same name.
 * Stateless, safe for any thread.
 */
public final class SettingsDocument {
  private SettingsDocument() {}

  /**
   * Reads one part and ignores the others.
   *
   * @param document the whole object
   * @throws ConfigException the problems of this part
   */
  public static <T extends Record> T read(JsonNode document, Class<T> part) throws ConfigException {
    return ConfigReader.read(only(document, names(part)), part);
  }

  /**
   * Every problem of the whole document: those of each part, and properties that no part has.
   *
   * @param parts the records of all providers
   */
  public static List<Problem> problems(JsonNode document, List<Class<? extends Record>> parts) {
    if (!(document instanceof ObjectNode)) {
      return List.of(new Problem("", "must be an object", "write {…}"));
    }
    List<String> known = parts.stream().flatMap(part -> names(part).stream()).toList();
    Problems unknown = new Problems();
    document
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                unknown.at(name).add("is not a known property", () -> Suggestion.of(name, known));
              }
            });
    List<Problem> problems = new ArrayList<>(unknown.all());
    for (Class<? extends Record> part : parts) {
      var reading = ConfigReader.tryRead(only(document, names(part)), part);
      problems.addAll(reading.problems());
      problems.addAll(reading.unknown());
    }
    return problems;
  }

  private static List<String> names(Class<?> part) {
    return Arrays.stream(part.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static JsonNode only(JsonNode document, List<String> names) {
    if (!(document instanceof ObjectNode object)) {
      return document;
    }
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    names.stream().filter(object::has).forEach(name -> part.set(name, object.get(name)));
    return part;
  }
}

package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;

/**
 * Takes out of a configuration what its record does not know. ThingsBoard saves any JSON, and what
 * fails at {@code init} fails for good, so a mistyped or foreign property is warned of and ignored.
 */
final class Configurations {
  private Configurations() {}

  /**
   * @param warning told of each, in words
   * @return a copy without the unknown properties, or {@code config} itself when there are none
   */
  static JsonNode known(JsonNode config, Class<? extends Record> type, Consumer<String> warning) {
    List<Problem> unknown = ConfigReader.tryRead(config, type).unknown();
    if (unknown.isEmpty()) {
      return config;
    }
    JsonNode copy = config.deepCopy();
    for (Problem problem : unknown) {
      warning.accept("ignored in the configuration: " + problem);
      remove(copy, problem.path());
    }
    return copy;
  }

  /**
   * Every problem of a configuration. Rules over several properties are tried only once each
   * property can be read; so what is wrong or missing is taken from the configuration that the
   * editor starts with, and the rules are tried with that.
   *
   * @param config without unknown properties
   * @param defaults a valid configuration on the class path
   */
  static List<Problem> problems(JsonNode config, Class<? extends Record> type, String defaults) {
    Set<Problem> all = new LinkedHashSet<>(ConfigReader.tryRead(config, type).problems());
    if (all.isEmpty() || !config.isObject()) {
      return List.copyOf(all);
    }
    Set<String> names = new LinkedHashSet<>();
    all.forEach(problem -> names.add(problem.path().split("[.\\[]", 2)[0]));
    JsonNode replacements = load(defaults);
    JsonNode replaced = with(config, names, replacements);
    JsonNode without = with(config, names, JsonNodeFactory.instance.objectNode());
    Set<String> missing = new LinkedHashSet<>();
    for (Problem problem : ConfigReader.tryRead(without, type).problems()) {
      if (names.contains(problem.path())) {
        missing.add(problem.path());
      }
    }
    // A rule that is broken with the one and not with the other is about what took their place.
    List<Problem> rules = new ArrayList<>(ConfigReader.tryRead(replaced, type).problems());
    rules.retainAll(ConfigReader.tryRead(with(without, missing, replacements), type).problems());
    all.addAll(rules);
    return List.copyOf(all);
  }

  private static JsonNode with(JsonNode config, Set<String> names, JsonNode replacements) {
    ObjectNode copy = config.deepCopy();
    for (String name : names) {
      copy.remove(name);
      if (replacements.has(name)) {
        copy.set(name, replacements.get(name));
      }
    }
    return copy;
  }

  private static JsonNode load(String resource) {
    try (InputStream in = Configurations.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static void remove(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        if (path.equals(name)) {
          object.remove(name);
        } else if (path.startsWith(name + ".")) {
          remove(object.get(name), path.substring(name.length() + 1));
        } else if (path.startsWith(name + "[")) {
          remove(object.get(name), path.substring(name.length()));
        }
      }
    } else if (node instanceof ArrayNode array) {
      int close = path.indexOf(']');
      JsonNode element = array.get(Integer.parseInt(path.substring(1, close)));
      String rest = path.substring(close + 1);
      remove(element, rest.startsWith(".") ? rest.substring(1) : rest);
    }
  }
}

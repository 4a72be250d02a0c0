package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;

/**
 * Takes out of a configuration what its record does not know. ThingsBoard saves any JSON, and what
 * fails at {@code init} fails for good, so a mistyped or foreign property is warned of and ignored.
 */
final class Configurations {
  private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

  private Configurations() {}

  /**
   * @param who the node, for the warning
   * @return a copy without the unknown properties, or {@code config} itself when there are none
   */
  static JsonNode known(JsonNode config, Class<? extends Record> type, String who) {
    List<Problem> unknown = ConfigReader.tryRead(config, type).unknown();
    if (unknown.isEmpty()) {
      return config;
    }
    JsonNode copy = config.deepCopy();
    for (Problem problem : unknown) {
      LOG.warn("{}: ignored in the configuration: {}", who, problem);
      remove(copy, problem.path());
    }
    return copy;
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

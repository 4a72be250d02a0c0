package org.sluiceiot.thingsboard.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sluiceiot.api.config.ConfigException;

/** What a conversion makes of single properties of a document. Pure. */
record Differences(Conversions.Converter converter, JsonNode result) {
  /** Larger than the smallest value of any size that is converted. */
  private static final long MUCH = 1L << 23;

  /** Paths of every property that is not an object. */
  static List<List<String>> leaves(JsonNode object) {
    List<List<String>> paths = new ArrayList<>();
    leaves(List.of(), object, paths);
    return paths;
  }

  private static void leaves(List<String> above, JsonNode object, List<List<String>> paths) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      List<String> path = new ArrayList<>(above);
      path.add(member.getKey());
      if (member.getValue().isObject()) {
        leaves(path, member.getValue(), paths);
      } else {
        paths.add(path);
      }
    }
  }

  /**
   * Where a property goes.
   *
   * @return JSON pointers into the result, none when it only decides whether there is one; null
   *     when it has no effect at all
   */
  Set<String> of(JsonNode document, List<String> path) {
    boolean refused = false;
    for (JsonNode other : others(at(document, path))) {
      try {
        Set<String> changed = new TreeSet<>();
        compare("", result, converter.convert(with(document, path, other)), changed);
        if (!changed.isEmpty()) {
          return changed;
        }
      } catch (ConfigException e) {
        refused = true; // so it is looked at
      }
    }
    return refused ? Set.of() : null;
  }

  /**
   * Whether the result has a value there.
   *
   * @param pointer that {@link #of} gave
   */
  boolean present(String pointer) {
    return !result.at(pointer).isMissingNode();
  }

  /** A pointer as configurations write their paths. */
  static String dotted(String pointer) {
    return pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
  }

  private static List<JsonNode> others(JsonNode value) {
    if (value.isBoolean()) {
      return List.of(BooleanNode.valueOf(!value.booleanValue()));
    }
    if (value.isNumber()) {
      return List.of(LongNode.valueOf(value.asLong() + MUCH));
    }
    String text = value.asText();
    return List.of(
        TextNode.valueOf(text + "1"),
        TextNode.valueOf(text.equals("1") ? "0" : "1"),
        TextNode.valueOf(text.equals("JS") ? "TBEL" : "JS"));
  }

  private static JsonNode at(JsonNode document, List<String> path) {
    JsonNode node = document;
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  private static JsonNode with(JsonNode document, List<String> path, JsonNode value) {
    JsonNode copy = document.deepCopy();
    JsonNode parent = at(copy, path.subList(0, path.size() - 1));
    ((ObjectNode) parent).set(path.get(path.size() - 1), value);
    return copy;
  }

  private static void compare(String path, JsonNode one, JsonNode other, Set<String> changed) {
    Set<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || !one.isObject() || !other.isObject()) {
      if (!one.equals(other)) {
        changed.add(path);
      }
      return;
    }
    for (String name : names) {
      String below = path + "/" + name.replace("~", "~0").replace("/", "~1");
      compare(below, one.path(name), other.path(name), changed);
    }
  }
}

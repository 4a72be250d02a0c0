package org.sluiceiot.kafka.decode.propose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A member of an object, at any depth.
 *
 * @param path names from the outermost object to it
 */
record Leaf(List<String> path, JsonNode value) {
  private static final int DEEPEST = 4;
  private static final int MOST = 200;

  Leaf {
    path = List.copyOf(path);
  }

  /** Every value that is neither object nor array, the outermost first. */
  static List<Leaf> of(JsonNode object) {
    List<Leaf> leaves = new ArrayList<>();
    List<Leaf> level = List.of(new Leaf(List.of(), object));
    for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
      List<Leaf> deeper = new ArrayList<>();
      for (Leaf parent : level) {
        for (Map.Entry<String, JsonNode> member : parent.value().properties()) {
          Leaf child = parent.child(member.getKey(), member.getValue());
          if (child.value().isObject()) {
            deeper.add(child);
          } else if (child.value().isValueNode()
              && !child.value().isNull()
              && leaves.size() < MOST) {
            leaves.add(child);
          }
        }
      }
      level = deeper;
    }
    return leaves.stream().filter(Leaf::canBeWritten).toList();
  }

  private Leaf child(String name, JsonNode value) {
    List<String> names = new ArrayList<>(path);
    names.add(name);
    return new Leaf(names, value);
  }

  /** An expression strips blanks and takes ?? for the beginning of an alternative. */
  private boolean canBeWritten() {
    return path.stream().noneMatch(name -> name.contains("??") || !name.equals(name.strip()))
        && path.stream().noneMatch(String::isEmpty);
  }

  /**
   * Its last name, in lower case and without punctuation: {@code deviceName} is {@code
   * device_name}.
   */
  String plainName() {
    return plain(path.get(path.size() - 1));
  }

  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Where it is, as the JSON decoder's expressions say it. */
  String pointer() {
    return pointer(path);
  }

  static String pointer(List<String> path) {
    StringBuilder pointer = new StringBuilder();
    path.forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
    return pointer.toString();
  }

  /** The key under which its value is kept. */
  String key() {
    return String.join("_", path);
  }

  /** The objects around it. */
  List<String> parents() {
    return path.subList(0, path.size() - 1);
  }
}

package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A path into message data: {@code a.b}, {@code rows[0].v} or {@code rows.0.v}; {@code *} is all.
 * Where a member is named {@code a.b} itself, it comes before the member {@code b} of {@code a};
 * {@code "a.b"} and {@code a["b"]} say which is meant. Immutable.
 *
 * @param names per step: its own name, then that with the next one joined by a dot, and so on
 */
record DataPath(List<List<String>> names) implements Field {
  DataPath {
    names = List.copyOf(names);
  }

  static DataPath parse(String text) {
    return new DataPath(text.equals("*") ? List.of() : new DataPathParser(text).parse());
  }

  @Override
  public String resolve(MessageView message) {
    if (names.isEmpty()) {
      return message.message().data();
    }
    JsonNode node = find(message.data());
    return node.isMissingNode() || node.isNull() ? null : DataJson.text(node);
  }

  @Override
  public JsonNode json(MessageView message) {
    JsonNode node = find(message.data());
    if (node.isMissingNode() && names.isEmpty()) {
      return TextNode.valueOf(message.message().data());
    }
    return node.isMissingNode() ? null : node;
  }

  private JsonNode find(JsonNode data) {
    JsonNode node = data;
    int step = 0;
    while (step < names.size()) {
      List<String> candidates = names.get(step);
      if (node.isArray()) {
        node = element(node, candidates.get(0));
        step++;
        continue;
      }
      int joined = candidates.size();
      while (joined > 1 && !node.has(candidates.get(joined - 1))) {
        joined--;
      }
      node = node.path(candidates.get(joined - 1));
      step += joined;
    }
    return node;
  }

  private static JsonNode element(JsonNode array, String step) {
    boolean index = step.length() < 10 && step.chars().allMatch(c -> c >= '0' && c <= '9');
    return array.path(index ? Integer.parseInt(step) : -1);
  }

  /** Joins steps that a dot divides, since a name may hold dots. */
  static List<List<String>> joined(List<String> steps, List<Boolean> byDot) {
    List<List<String>> names = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      List<String> all = new ArrayList<>(List.of(steps.get(i)));
      for (int j = i + 1; j < steps.size() && byDot.get(i) && byDot.get(j); j++) {
        all.add(all.get(all.size() - 1) + "." + steps.get(j));
      }
      names.add(List.copyOf(all));
    }
    return names;
  }
}

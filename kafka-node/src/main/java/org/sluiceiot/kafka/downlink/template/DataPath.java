package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A path into message data: {@code a.b}, {@code rows[0].v} or {@code rows.0.v}; {@code *} is all.
 */
record DataPath(List<String> steps) implements Field {
  DataPath {
    steps = List.copyOf(steps);
  }

  static DataPath parse(String text) {
    if (text.equals("*")) {
      return new DataPath(List.of());
    }
    List<String> steps = new ArrayList<>();
    for (String step : text.replace("[", ".").replace("]", "").split("\\.", -1)) {
      if (step.isEmpty()) {
        throw new IllegalArgumentException("$[" + text + "] has an empty step");
      }
      steps.add(step);
    }
    return new DataPath(steps);
  }

  @Override
  public String resolve(MessageView message) {
    if (steps.isEmpty()) {
      return message.message().data();
    }
    JsonNode node = message.data();
    for (String step : steps) {
      node = node.isArray() ? element(node, step) : node.path(step);
    }
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private static JsonNode element(JsonNode array, String step) {
    boolean index = step.length() < 10 && step.chars().allMatch(c -> c >= '0' && c <= '9');
    return array.path(index ? Integer.parseInt(step) : -1);
  }
}

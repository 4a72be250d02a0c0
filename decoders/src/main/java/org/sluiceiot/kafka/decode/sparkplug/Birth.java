package org.sluiceiot.kafka.decode.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluiceiot.kafka.decode.JsonPayload;

/**
 * What the birth of an edge node or a device told of its metrics. Immutable.
 *
 * @param names by alias
 * @param types by name; of a template's members under the template's name, a line's end and theirs
 */
record Birth(Map<Long, String> names, Map<String, Integer> types) {
  /** No birth. */
  static final Birth NONE = new Birth(Map.of(), Map.of());

  private static final char INSIDE = '\n';

  Birth {
    names = Map.copyOf(names);
    types = Map.copyOf(types);
  }

  /** Of the metrics of a birth certificate. */
  static Birth of(List<Metric> metrics) {
    Map<Long, String> names = new HashMap<>();
    Map<String, Integer> types = new HashMap<>();
    for (Metric metric : metrics) {
      if (metric.aliased() && !metric.name().isEmpty()) {
        names.put(metric.alias(), metric.name());
      }
    }
    learn(metrics, "", types);
    return new Birth(names, types);
  }

  private static void learn(List<Metric> metrics, String prefix, Map<String, Integer> types) {
    for (Metric metric : metrics) {
      if (metric.type() != 0 && !metric.name().isEmpty()) {
        types.put(prefix + metric.name(), metric.type());
      }
      if (metric.raw() instanceof MetricTemplate template) {
        learn(template.metrics(), inside(prefix + metric.name()), types);
      }
    }
  }

  /** What stands before the names of a template's members. */
  static String inside(String template) {
    return template + INSIDE;
  }

  /** How much of memory it takes, roughly, in metrics. */
  int size() {
    return names.size() + types.size() + 1;
  }

  /** To be kept. */
  ObjectNode json() {
    ObjectNode json = JsonPayload.MAPPER.createObjectNode();
    ObjectNode aliases = json.putObject("aliases");
    names.forEach((alias, name) -> aliases.put(Long.toString(alias), name));
    ObjectNode kinds = json.putObject("types");
    types.forEach(kinds::put);
    return json;
  }

  /**
   * What was kept.
   *
   * @throws IllegalArgumentException it is none
   */
  static Birth of(JsonNode json) {
    Map<Long, String> names = new HashMap<>();
    Map<String, Integer> types = new HashMap<>();
    json.path("aliases")
        .forEachEntry((alias, name) -> names.put(Long.valueOf(alias), name.asText()));
    json.path("types").forEachEntry((name, type) -> types.put(name, type.asInt()));
    return new Birth(names, types);
  }
}

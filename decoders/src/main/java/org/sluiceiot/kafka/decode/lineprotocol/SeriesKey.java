package org.sluiceiot.kafka.decode.lineprotocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What of a line its telemetry keys are made of. */
public enum SeriesKey {
  /** The field alone: {@code usage_idle}. */
  FIELD,
  /** The measurement and the field: {@code cpu.usage_idle}. */
  MEASUREMENT,
  /** Also the tags that do not name the device: {@code cpu,cpu=cpu0.usage_idle}. */
  TAGS;

  /**
   * What stands before a field's name.
   *
   * @param nameTag the tag that names the device, or null
   */
  String prefix(ObjectNode line, String nameTag) {
    if (this == FIELD) {
      return "";
    }
    StringBuilder prefix = new StringBuilder(line.get("measurement").textValue());
    if (this == TAGS) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      line.get("tags").properties().forEach(tag -> sorted.put(tag.getKey(), tag.getValue()));
      sorted.remove(nameTag == null ? "" : nameTag);
      sorted.forEach(
          (name, value) -> prefix.append(',').append(name).append('=').append(value.textValue()));
    }
    return prefix.append('.').toString();
  }
}

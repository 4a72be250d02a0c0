package org.sluiceiot.kafka.downlink.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.kafka.downlink.template.MessageView;

/**
 * Message data read as telemetry: {@code {"k":v}}, {@code {"ts":…,"values":{…}}}, or a list of
 * these.
 *
 * @param millis since the epoch
 */
record Telemetry(long millis, ObjectNode values) {
  static List<Telemetry> of(MessageView view) {
    long time = view.message().timestamp().toEpochMilli();
    JsonNode data = MessageJson.data(view);
    if (!data.isArray()) {
      return List.of(one(data, time));
    }
    List<Telemetry> all = new ArrayList<>(data.size());
    data.forEach(entry -> all.add(one(entry, time)));
    return all;
  }

  private static Telemetry one(JsonNode node, long time) {
    if (!(node instanceof ObjectNode object)) {
      throw new RenderException("the data is neither an object nor a list of objects");
    }
    if (object.path("ts").isIntegralNumber() && object.get("values") instanceof ObjectNode values) {
      return new Telemetry(object.get("ts").longValue(), values);
    }
    return new Telemetry(time, object);
  }

  /** The name of a value's type as gateways write it. */
  static String dataType(JsonNode value) {
    if (value.isBoolean()) {
      return "bool";
    }
    if (value.isIntegralNumber()) {
      return "int64";
    }
    if (value.isNumber()) {
      return "float64";
    }
    return value.isTextual() ? "string" : "json";
  }
}

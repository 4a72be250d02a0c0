package org.sluiceiot.kafka.downlink.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.kafka.downlink.template.DataJson;
import org.sluiceiot.kafka.downlink.template.MessageView;

/**
 * Message data read as telemetry: {@code {"k":v}}, {@code {"ts":…,"values":{…}}}, or a list of
 * these. A time is a number or a text of milliseconds, or ISO-8601; null is the message's time.
 *
 * @param millis since the epoch
 */
record Telemetry(long millis, ObjectNode values) {
  private static final int LONGEST = 40;

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
    if (object.has("ts") && object.get("values") instanceof ObjectNode values) {
      return new Telemetry(millis(object.get("ts"), time), values);
    }
    return new Telemetry(time, object);
  }

  private static long millis(JsonNode ts, long otherwise) {
    if (ts.isNull()) {
      return otherwise;
    }
    String text = ts.isNumber() || ts.isTextual() ? DataJson.text(ts).strip() : ts.toString();
    try {
      return WholeNumber.floor(text);
    } catch (NumberFormatException e) {
      return written(text);
    }
  }

  private static long written(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
      throw new RenderException(
          "ts '" + shown + "' is neither milliseconds since 1970 nor an ISO-8601 time");
    }
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

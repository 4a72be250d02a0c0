package org.sluiceiot.platform.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.platform.telemetry.Point;

/** Reads the points out of a message's data. Stateless. */
final class PointReader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PointReader() {}

  /**
   * Accepts {@code {"key": value}} with the time in metadata {@code ts}, {@code {"ts": …, "values":
   * {…}}}, and lists of either.
   *
   * @throws IllegalArgumentException the data is neither; in words
   */
  static List<Point> read(RuleMessage message, long entity) {
    long ts = time(message);
    JsonNode data = parse(message.data());
    List<Point> points = new ArrayList<>();
    if (data.isArray()) {
      data.forEach(part -> add(part, entity, ts, points));
    } else {
      add(data, entity, ts, points);
    }
    return points;
  }

  private static long time(RuleMessage message) {
    String ts = message.metadata().get("ts");
    if (ts == null) {
      return message.timestamp().toEpochMilli();
    }
    try {
      return Long.parseLong(ts);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("metadata ts '" + ts + "' is not a time in ms", e);
    }
  }

  private static JsonNode parse(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("data is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void add(JsonNode part, long entity, long ts, List<Point> points) {
    if (!part.isObject()) {
      throw new IllegalArgumentException("data must be an object or a list of objects");
    }
    JsonNode values = part;
    long at = ts;
    if (part.path("ts").isIntegralNumber() && part.path("values").isObject()) {
      values = part.get("values");
      at = part.get("ts").longValue();
    }
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      if (!entry.getValue().isNull()) {
        points.add(new Point(entity, entry.getKey(), at, value(entry.getValue())));
      }
    }
  }

  private static Object value(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? node.textValue() : node;
  }
}

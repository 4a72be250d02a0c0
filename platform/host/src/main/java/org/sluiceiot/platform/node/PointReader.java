package org.sluiceiot.platform.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.platform.telemetry.JsonValues;
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
   * @throws RejectedDataException the data is neither, or holds what cannot be stored; in words
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
    try {
      return ts == null ? message.timestamp().toEpochMilli() : Long.parseLong(ts);
    } catch (NumberFormatException e) {
      throw new RejectedDataException("metadata ts '" + ts + "' is not a time in ms");
    } catch (ArithmeticException e) {
      throw new RejectedDataException(
          "the time " + message.timestamp() + " is outside of what can be stored");
    }
  }

  private static JsonNode parse(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new RejectedDataException("data is not JSON: " + e.getOriginalMessage());
    }
  }

  private static void add(JsonNode part, long entity, long ts, List<Point> points) {
    if (!part.isObject()) {
      throw new RejectedDataException("data must be an object or a list of objects");
    }
    JsonNode values = part;
    long at = ts;
    if (part.path("ts").isIntegralNumber() && part.path("values").isObject()) {
      values = part.get("values");
      at = time(part.get("ts"));
    }
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      if (!entry.getValue().isNull()) {
        points.add(point(entity, entry.getKey(), at, entry.getValue()));
      }
    }
  }

  private static long time(JsonNode ts) {
    if (!ts.canConvertToLong()) {
      throw new RejectedDataException("ts " + ts + " is outside of what can be stored");
    }
    return ts.longValue();
  }

  private static Point point(long entity, String key, long ts, JsonNode value) {
    String wrong = JsonValues.problem(value);
    if (wrong != null) {
      throw new RejectedDataException("value of '" + key + "' " + wrong);
    }
    return new Point(entity, key, ts, value(value));
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

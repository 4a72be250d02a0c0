package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.internal.SmallMap;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Timestamps;
import org.sluiceiot.kafka.decode.Values;

/**
 * Reads fields of one item.
 *
 * @param path of the item, for errors; empty for the whole value
 */
record Fields(Expression.Item item, String path) {

  /**
   * Where the value of a key is.
   *
   * @param every whether the expression leads to an object whose members are the keys
   */
  record Keyed(String key, Expression expression, boolean every) {}

  /** A field's text, or null; numbers and booleans are texts too. */
  String text(Expression expression, String field) throws DecodeException {
    JsonNode found = expression == null ? null : expression.find(item);
    if (found == null) {
      return null;
    }
    if (!found.isValueNode()) {
      throw wrong(field, expression, "must be a text, not an object or array");
    }
    String text = found.asText();
    return text.isBlank() ? null : text;
  }

  /** The moment of this item, or null when it has none. */
  Instant time(Expression expression, Timestamps.Format format) throws DecodeException {
    JsonNode found = expression == null ? null : expression.find(item);
    return found == null
        ? null
        : Timestamps.read(found, format, () -> place("timestamp", expression));
  }

  /** Values by key; what has no value is left out. */
  Map<String, Object> values(List<Keyed> wanted, String field) throws DecodeException {
    SmallMap<Object> values = new SmallMap<>();
    for (Keyed one : wanted) {
      JsonNode found = one.expression().find(item);
      if (found == null) {
        continue;
      }
      if (!one.every()) {
        put(values, one.key(), found);
      } else if (found.isObject()) {
        found.forEachEntry((key, member) -> put(values, key, member));
      } else {
        throw wrong(field + ".*", one.expression(), "must be an object");
      }
    }
    return values.freeze();
  }

  /** A point per element: {@code {ts, values}}, or an object with the time among its members. */
  List<TelemetryPoint> points(
      JsonNode array, Expression every, Expression timestamp, Timestamps.Format format)
      throws DecodeException {
    List<TelemetryPoint> points = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      JsonNode element = array.get(i);
      if (!element.isObject()) {
        throw wrong("telemetry.*", every, "[" + i + "] must be an object");
      }
      JsonNode stamp = element.get("ts");
      int index = i;
      boolean shaped = stamp != null && element.path("values").isObject();
      SmallMap<Object> values = new SmallMap<>();
      (shaped ? element.get("values") : element)
          .forEachEntry((key, member) -> put(values, key, member));
      Instant at =
          shaped
              ? Timestamps.read(
                  stamp, format, () -> place("telemetry.*", every) + "[" + index + "].ts")
              : new Fields(item.of(element), path).time(timestamp, format);
      if (!values.isEmpty()) {
        points.add(new TelemetryPoint(at, values.freeze()));
      }
    }
    return points;
  }

  private static void put(Map<String, Object> values, String key, JsonNode node) {
    Object value = Values.of(node);
    if (value != null && !key.isBlank()) {
      values.put(key, value);
    }
  }

  DecodeException wrong(String field, Expression expression, String text) {
    return new DecodeException(place(field, expression) + ": " + text);
  }

  private String place(String field, Expression expression) {
    return (path.isEmpty() ? "" : path + ".") + field + " (" + expression + ")";
  }
}

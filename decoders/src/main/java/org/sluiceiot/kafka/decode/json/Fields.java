package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.internal.SmallMap;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderNotes;
import org.sluiceiot.kafka.decode.Values;

/**
 * Reads fields of one item.
 *
 * @param path of the item, for errors; empty for the whole value
 * @param rules what becomes of its values
 */
record Fields(Expression.Item item, String path, Values rules) {

  /**
   * Where the value of a key is.
   *
   * @param every whether the expression leads to an object whose members are the keys
   * @param pointer told when there is a value; null when nobody asks
   */
  record Keyed(String key, Expression expression, boolean every, DecoderNotes.Pointer pointer) {

    JsonNode find(Expression.Item item) {
      JsonNode found = expression.find(item);
      if (found != null && pointer != null) {
        pointer.found();
      }
      return found;
    }
  }

  /** The same rules for another node. */
  Fields of(JsonNode node, String at) {
    return new Fields(item.of(node), at, rules);
  }

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
  Instant time(TimeField time) throws DecodeException {
    return time.of(item, () -> place("timestamp", time.expression()));
  }

  /** Values by key; what has no value is left out. */
  Map<String, Object> values(List<Keyed> wanted, String field) throws DecodeException {
    SmallMap<Object> values = new SmallMap<>();
    for (Keyed one : wanted) {
      JsonNode found = one.find(item);
      if (found == null) {
        continue;
      }
      if (!one.every()) {
        Object kept = kept(found, field + "." + one.key(), one.expression());
        if (kept != null && !one.key().isBlank()) {
          values.put(one.key(), kept);
        }
        continue;
      }
      JsonNode object = item.opened(found);
      if (!object.isObject()) {
        throw wrong(field + ".*", one.expression(), "must be an object");
      }
      putAll(object, field + ".*", one.expression(), values);
    }
    return values.freeze();
  }

  /** The members of the item but for some. */
  Map<String, Object> members(Set<String> without) throws DecodeException {
    SmallMap<Object> values = new SmallMap<>();
    putAll(item.node(), "telemetry", null, values);
    without.forEach(values::remove);
    return values.freeze();
  }

  /**
   * A point per element: {@code {ts, values}}, or an object with the time among its members. An
   * element without a time has the item's.
   */
  List<TelemetryPoint> points(JsonNode array, Expression every, TimeField time)
      throws DecodeException {
    List<TelemetryPoint> points = new ArrayList<>(array.size());
    Instant items = null;
    for (int i = 0; i < array.size(); i++) {
      JsonNode element = array.get(i);
      if (!element.isObject()) {
        throw wrong("telemetry.*", every, "[" + i + "] must be an object");
      }
      boolean shaped = element.has("ts") && element.path("values").isObject();
      SmallMap<Object> values = new SmallMap<>();
      putAll(shaped ? element.get("values") : element, "telemetry.*", every, values);
      Instant at = elementTime(element, shaped, time);
      if (at == null) {
        items = items == null ? time(time) : items;
        at = items;
      }
      if (!values.isEmpty()) {
        points.add(new TelemetryPoint(at, values.freeze()));
      }
    }
    return points;
  }

  private Instant elementTime(JsonNode element, boolean shaped, TimeField time)
      throws DecodeException {
    if (!shaped) {
      return time.within(item.of(element), () -> place("timestamp", time.expression()));
    }
    JsonNode stamp = element.get("ts");
    return stamp.isNull() ? null : time.times().read(stamp, () -> place("telemetry.*.ts", null));
  }

  /** What is stored of a value, or null when nothing is. */
  Object kept(JsonNode value, String field, Expression expression) throws DecodeException {
    if (rules.refuses(value)) {
      throw wrong(field, expression, "is not a finite number");
    }
    return rules.of(value);
  }

  private void putAll(JsonNode object, String field, Expression expression, SmallMap<Object> values)
      throws DecodeException {
    String refused = rules.refused(object);
    if (refused != null) {
      throw wrong(field, expression, "'" + refused + "' is not a finite number");
    }
    boolean[] nameless = new boolean[1];
    object.forEachEntry(
        (key, member) -> {
          Object value = rules.of(member);
          if (value != null) {
            values.put(key, value);
            nameless[0] |= key.isBlank();
          }
        });
    if (nameless[0]) {
      throw wrong(
          field,
          expression,
          "has a value without a name (in CSV, a column without a heading): name it where it is"
              + " sent, or say under 'telemetry' which values to take");
    }
  }

  DecodeException wrong(String field, Expression expression, String text) {
    return new DecodeException(place(field, expression) + ": " + text);
  }

  private String place(String field, Expression expression) {
    String where = (path.isEmpty() ? "" : path + ".") + field;
    return expression == null ? where : where + " (" + expression + ")";
  }
}

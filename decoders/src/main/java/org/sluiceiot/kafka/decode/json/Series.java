package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderNotes;
import org.sluiceiot.kafka.decode.Timestamps;

/** Reads arrays whose elements name their key. Immutable, safe for any thread. */
final class Series {
  private final SeriesConfig.Form form;
  private final Expression items;
  private final Expression key;
  private final Expression value;
  private final TimeField time;
  private final DecoderNotes.Pointer found;

  /**
   * @param times how the elements' times are written, in {@link SeriesConfig.Form#PAIRS}
   */
  Series(SeriesConfig config, Timestamps times, DecoderNotes notes) {
    form = config.form();
    items = Expression.compile(config.where());
    key = Expression.compile(config.key());
    value = Expression.compile(config.value());
    time = new TimeField(Expression.compile(config.timestamp()), times, null);
    found = notes.pointer("series.items (" + items + ")");
  }

  /** Whether the array is the item itself. */
  boolean whole() {
    return items.toString().isEmpty();
  }

  /**
   * @param base time of elements without one of their own, or null
   */
  List<TelemetryPoint> points(Fields fields, Instant base) throws DecodeException {
    JsonNode array = fields.item().opened(items.find(fields.item()));
    if (array == null) {
      return List.of();
    }
    found.found();
    if (!array.isArray()) {
      throw fields.wrong("series.items", items, "must be an array");
    }
    PointBuilder points = new PointBuilder();
    if (form == SeriesConfig.Form.SENML) {
      new Senml(fields, base).read(array, points);
    } else {
      for (int i = 0; i < array.size(); i++) {
        String path = fields.path() + (whole() ? "" : items) + "[" + i + "]";
        add(fields.of(array.get(i), path), base, points);
      }
    }
    return points.points();
  }

  private void add(Fields element, Instant base, PointBuilder points) throws DecodeException {
    String name = element.text(key, "series.key");
    if (name == null) {
      throw element.wrong("series.key", key, "has no value");
    }
    JsonNode given = value.find(element.item());
    Object kept = given == null ? null : element.kept(given, "series.value", value);
    if (kept != null) {
      Instant own = element.time(time);
      points.add(own == null ? base : own, name, kept);
    }
  }
}

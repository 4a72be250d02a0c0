package org.sluiceiot.kafka.decode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;

/** The rules for points that hold whatever format they come from. Stateless. */
public final class Points {
  private Points() {}

  /** Where a point is: its entity and its time, as exact as hosts store it. */
  private record Place(EntityData.Kind kind, String name, long millis) {}

  /**
   * Gives points without a time the record's and looks for points that would replace each other.
   *
   * @throws DecodeException two points of one entity and time differ in a key
   */
  public static List<EntityData> complete(SourceRecord record, List<EntityData> entities)
      throws DecodeException {
    List<EntityData> timed = entities;
    if (record.timestamp() != null && entities.stream().anyMatch(Points::untimed)) {
      timed = new ArrayList<>(entities.size());
      for (EntityData entity : entities) {
        timed.add(untimed(entity) ? timed(entity, record.timestamp()) : entity);
      }
    }
    if (crowded(timed)) {
      collisions(timed);
    }
    return timed;
  }

  private static boolean untimed(EntityData entity) {
    for (TelemetryPoint point : entity.telemetry()) {
      if (point.timestamp() == null) {
        return true;
      }
    }
    return false;
  }

  private static EntityData timed(EntityData entity, Instant time) {
    List<TelemetryPoint> points = new ArrayList<>(entity.telemetry().size());
    for (TelemetryPoint point : entity.telemetry()) {
      points.add(point.timestamp() == null ? new TelemetryPoint(time, point.values()) : point);
    }
    return entity.with(entity.attributes(), points);
  }

  /** Whether there may be two points on one place: not when there is one, or time goes one way. */
  private static boolean crowded(List<EntityData> entities) {
    if (entities.size() != 1) {
      return entities.size() > 1;
    }
    List<TelemetryPoint> points = entities.get(0).telemetry();
    for (int i = 1; i < points.size(); i++) {
      Instant before = points.get(i - 1).timestamp();
      Instant next = points.get(i).timestamp();
      if (before == null || next == null || next.toEpochMilli() <= before.toEpochMilli()) {
        return true;
      }
    }
    return false;
  }

  private static void collisions(List<EntityData> entities) throws DecodeException {
    Map<Place, Map<String, Object>> taken = new HashMap<>();
    for (EntityData entity : entities) {
      for (TelemetryPoint point : entity.telemetry()) {
        Instant time = point.timestamp();
        Place place =
            new Place(entity.kind(), entity.name(), time == null ? -1 : time.toEpochMilli());
        Map<String, Object> before = taken.putIfAbsent(place, point.values());
        if (before != null) {
          taken.put(place, both(entity, time, before, point.values()));
        }
      }
    }
  }

  private static Map<String, Object> both(
      EntityData entity, Instant time, Map<String, Object> before, Map<String, Object> values)
      throws DecodeException {
    Map<String, Object> both = new HashMap<>(before);
    for (Map.Entry<String, Object> value : values.entrySet()) {
      Object other = both.putIfAbsent(value.getKey(), value.getValue());
      if (other != null && !other.equals(value.getValue())) {
        throw new DecodeException(
            ("telemetry: '%s' has two values for the key '%s' at %s, of which a host keeps one:"
                    + " make the time, the key or the name differ (for elements with a name, a"
                    + " 'series'; for line protocol, 'key')")
                .formatted(
                    entity.name(), value.getKey(), time == null ? "the time of delivery" : time));
      }
    }
    return both;
  }
}

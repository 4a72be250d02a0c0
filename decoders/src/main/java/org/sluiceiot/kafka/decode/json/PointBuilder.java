package org.sluiceiot.kafka.decode.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.api.internal.SmallMap;

/** Puts single values together to points, one per time, in the order of the times. Used once. */
final class PointBuilder {
  private final Map<Instant, SmallMap<Object>> values = new LinkedHashMap<>();
  private final List<TelemetryPoint> others = new ArrayList<>();

  /**
   * @param time null when it has none
   */
  void add(Instant time, String key, Object value) {
    Map<String, Object> point = values.computeIfAbsent(time, none -> new SmallMap<>());
    Object before = point.get(key);
    if (before == null) {
      point.put(key, value);
    } else if (!before.equals(value)) {
      // a point of its own, so that what looks for values on one place finds both
      others.add(new TelemetryPoint(time, Map.of(key, value)));
    }
  }

  List<TelemetryPoint> points() {
    List<TelemetryPoint> points = new ArrayList<>(values.size() + others.size());
    values.forEach((time, point) -> points.add(new TelemetryPoint(time, point.freeze())));
    points.addAll(others);
    return points;
  }
}

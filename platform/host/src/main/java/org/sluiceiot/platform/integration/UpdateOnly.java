package org.sluiceiot.platform.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.platform.entity.KnownEntity;
import org.sluiceiot.platform.telemetry.Point;
import org.sluiceiot.platform.telemetry.TelemetryReader;

/** Leaves out update-only keys whose value did not change. Safe for any thread. */
public final class UpdateOnly {
  private static final String TELEMETRY = "t:";
  private static final String ATTRIBUTE = "a:";

  private final TelemetryReader reader;

  public UpdateOnly(TelemetryReader reader) {
    this.reader = reader;
  }

  /** The data without what is known already; may ask the database. */
  EntityData without(KnownEntity entity, EntityData data) {
    if (data.updateOnlyKeys().isEmpty()) {
      return data;
    }
    List<TelemetryPoint> points = new ArrayList<>();
    for (TelemetryPoint point : data.telemetry()) {
      points.add(
          new TelemetryPoint(
              point.timestamp(),
              changed(entity, TELEMETRY, point.values(), data.updateOnlyKeys())));
    }
    return data.with(changed(entity, ATTRIBUTE, data.attributes(), data.updateOnlyKeys()), points);
  }

  private Map<String, Object> changed(
      KnownEntity entity, String where, Map<String, Object> values, Set<String> keys) {
    Map<String, Object> changed = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (!keys.contains(key) || entity.changed(where + key, value, s -> load(entity, s))) {
            changed.put(key, value);
          }
        });
    return changed;
  }

  private Optional<Object> load(KnownEntity entity, String slot) {
    String key = slot.substring(TELEMETRY.length());
    if (slot.startsWith(TELEMETRY)) {
      return reader.latest(entity.entity().no(), key);
    }
    return reader.attributes(entity.entity().no()).stream()
        .filter(point -> point.key().equals(key))
        .map(Point::value)
        .findFirst();
  }

  /**
   * The data is safe now.
   *
   * @param epoch of the entity when the data was looked at
   */
  void saved(KnownEntity entity, EntityData data, long epoch) {
    for (String key : data.updateOnlyKeys()) {
      Object attribute = data.attributes().get(key);
      if (attribute != null) {
        entity.saved(ATTRIBUTE + key, attribute, epoch);
      }
      for (TelemetryPoint point : data.telemetry()) {
        Object value = point.values().get(key);
        if (value != null) {
          entity.saved(TELEMETRY + key, value, epoch);
        }
      }
    }
  }
}

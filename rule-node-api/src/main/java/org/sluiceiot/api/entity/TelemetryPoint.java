package org.sluiceiot.api.entity;

import java.time.Instant;
import java.util.Map;

/**
 * Values of one moment.
 *
 * @param timestamp when they were measured; null means the time of delivery
 * @param values by key, in order: Long, Double, Boolean, String or JsonNode; unmodifiable
 */
public record TelemetryPoint(Instant timestamp, Map<String, Object> values) {
  public TelemetryPoint {
    values = EntityData.values(values);
  }
}

package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.sluiceiot.api.entity.EntityBatch;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;
import org.sluiceiot.platform.telemetry.JsonValues;

/** Finds what the database would refuse, before anything is done. Stateless. */
final class BatchCheck {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_TEXT = 1_000_000;

  /** The first problem in words, or null. */
  String problem(EntityBatch batch) {
    for (EntityData entity : batch.entities()) {
      String wrong = problem(entity);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private static String problem(EntityData entity) {
    if (entity.name().isBlank()) {
      return "an entity has no name";
    }
    String wrong =
        first(
            name("name", entity.name()),
            name("type", entity.type()),
            name("label", entity.label()),
            name("customer", entity.customer()),
            name("group", entity.group()));
    if (wrong != null) {
      return wrong;
    }
    for (var attribute : entity.attributes().entrySet()) {
      wrong = value(entity, attribute.getKey(), attribute.getValue());
      if (wrong != null) {
        return wrong;
      }
    }
    for (TelemetryPoint point : entity.telemetry()) {
      if (!storable(point.timestamp())) {
        return "entity '%s': the time %s is outside of what can be stored"
            .formatted(entity.name(), point.timestamp());
      }
      for (var value : point.values().entrySet()) {
        wrong = value(entity, value.getKey(), value.getValue());
        if (wrong != null) {
          return wrong;
        }
      }
    }
    return null;
  }

  /** The store keeps times in milliseconds, as 64 bits. */
  private static boolean storable(Instant time) {
    try {
      return time == null || time.toEpochMilli() <= Long.MAX_VALUE;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private static String first(String... problems) {
    for (String problem : problems) {
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static String name(String what, String text) {
    if (text == null) {
      return null;
    }
    if (text.length() > LONGEST_NAME) {
      return what + " '" + text.substring(0, 40) + "…' is longer than 255 characters";
    }
    return text.indexOf('\0') < 0 ? null : what + " holds the character U+0000";
  }

  private static String value(EntityData entity, String key, Object value) {
    String wrong = key.isEmpty() ? "a key is empty" : name("key", key);
    if (wrong == null && value instanceof Double number && !Double.isFinite(number)) {
      wrong = "value of '" + key + "' is not a finite number";
    }
    if (wrong == null && value instanceof String text) {
      wrong = text(key, text);
    }
    if (wrong == null && value instanceof JsonNode json) {
      String problem = JsonValues.problem(json);
      wrong = problem == null ? null : "value of '" + key + "' " + problem;
    }
    return wrong == null ? null : "entity '" + entity.name() + "': " + wrong;
  }

  private static String text(String key, String text) {
    if (text.length() > LONGEST_TEXT) {
      return "value of '" + key + "' is longer than a million characters";
    }
    return text.indexOf('\0') < 0 ? null : "value of '" + key + "' holds the character U+0000";
  }
}

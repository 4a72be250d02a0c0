package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;

/** The schema of a value without parts. */
final class ScalarSchema {
  private static final String DURATION =
      "^\\s*(\\d{1,15}\\s*([mM][sS]|[sSmMhHdD])|[-+]?[pP][-+0-9a-zA-Z.,]+)\\s*$";
  private static final String SIZE = "^\\s*\\d{1,18}\\s*[kKmMgG]?[iI]?[bB]?\\s*$";

  private final Property property;
  private final boolean own;

  ScalarSchema(Property property, boolean own) {
    this.property = property;
    this.own = own;
  }

  void write(Class<?> type, ObjectNode schema) {
    if (type == boolean.class || type == Boolean.class) {
      schema.put("type", "boolean");
    } else if (isWhole(type)) {
      number("integer", schema);
    } else if (type == double.class || type == Double.class) {
      number("number", schema);
    } else if (type.isEnum()) {
      schema.put("type", "string");
      var names = schema.putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        names.add(PropertySchema.nameOf(constant));
      }
    } else if (type == Duration.class) {
      measure("duration", DURATION, schema.put("type", "string"));
    } else if (type == DataSize.class) {
      schema.putArray("type").add("string").add("integer");
      measure("size", SIZE, schema);
    } else if (type == String.class || type == Secret.class) {
      text(type == Secret.class, schema);
    } else {
      throw new IllegalArgumentException("there is no form for " + type.getName());
    }
  }

  private static boolean isWhole(Class<?> type) {
    return type == int.class || type == Integer.class || type == long.class || type == Long.class;
  }

  private void number(String type, ObjectNode schema) {
    schema.put("type", type);
    if (!property.min().isEmpty()) {
      schema.put("minimum", new BigDecimal(property.min()));
    }
    if (!property.max().isEmpty()) {
      schema.put("maximum", new BigDecimal(property.max()));
    }
  }

  /**
   * Bounds of durations and sizes cannot be said in JSON Schema; forms show them, readers check.
   */
  private void measure(String format, String pattern, ObjectNode schema) {
    schema.put("pattern", pattern);
    schema.put("x-format", format);
    if (!property.min().isEmpty()) {
      schema.put("x-minimum", property.min());
    }
    if (!property.max().isEmpty()) {
      schema.put("x-maximum", property.max());
    }
  }

  private void text(boolean secret, ObjectNode schema) {
    schema.put("type", "string");
    if (secret) {
      schema.put("writeOnly", true).put("x-secret", true);
    }
    if (own && !property.min().isEmpty()) {
      schema.put("minLength", Integer.parseInt(property.min()));
    }
    if (own && !property.max().isEmpty()) {
      schema.put("maxLength", Integer.parseInt(property.max()));
    }
    if (!property.pattern().isEmpty()) {
      schema.put("pattern", "^(?:" + property.pattern() + ")$");
    }
    if (property.editor() != Property.Editor.LINE) {
      schema.put("x-editor", property.editor().name().toLowerCase(Locale.ROOT));
    }
  }
}

package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluiceiot.api.config.Choices;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;

/** The schema of one property's type, with its bounds and default. */
final class PropertySchema {
  private final Definitions definitions;
  private final Property property;

  PropertySchema(Definitions definitions, Property property) {
    this.definitions = definitions;
    this.property = property;
  }

  /**
   * @param own whether the type is the property's own, not that of an entry of its list or map
   */
  ObjectNode of(Type type, boolean own) {
    Class<?> raw = raw(type);
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (raw == List.class) {
      schema.put("type", "array");
      schema.set("items", of(argument(type, 0), false));
      length(schema, "Items", own);
    } else if (raw == Map.class) {
      schema.put("type", "object");
      schema.set("additionalProperties", of(argument(type, 1), false));
      length(schema, "Properties", own);
    } else if (raw == JsonNode.class) {
      schema.put("x-editor", "json");
    } else if (!Choices.of(raw, property).isEmpty()) {
      schema.setAll(definitions.reference(raw, () -> variants(Choices.of(raw, property))));
    } else if (raw.isRecord() && raw != DataSize.class) {
      schema.setAll(definitions.reference(raw, () -> new RecordSchema(definitions).of(raw)));
    } else {
      new ScalarSchema(property, own).write(raw, schema);
    }
    if (own && !property.defaultValue().isEmpty()) {
      schema.set("default", Defaults.read(property.defaultValue(), raw));
    }
    return schema;
  }

  private ObjectNode variants(List<Class<? extends Record>> choices) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    schema.putObject("discriminator").put("propertyName", "type");
    var branches = schema.putArray("oneOf");
    for (Class<?> variant : choices) {
      branches.add(definitions.reference(variant, () -> new RecordSchema(definitions).of(variant)));
    }
    schema.putArray("required").add("type");
    return schema;
  }

  private void length(ObjectNode schema, String what, boolean own) {
    if (own && !property.min().isEmpty()) {
      schema.put("min" + what, Integer.parseInt(property.min()));
    }
    if (own && !property.max().isEmpty()) {
      schema.put("max" + what, Integer.parseInt(property.max()));
    }
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  /** An enum constant as it is written in JSON. */
  static String nameOf(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

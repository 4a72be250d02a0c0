package org.sluiceiot.kafka.downlink.template;

import com.fasterxml.jackson.databind.JsonNode;

/** One piece of a compiled template. */
sealed interface Part {
  /** Text that stands for itself. */
  record Literal(String text) implements Part {}

  /** Where a hole is, which decides how its value is written. */
  enum Place {
    /** In a plain text: the value as it is. */
    TEXT,
    /** Between the quotes of a JSON text: escaped. */
    JSON_TEXT,
    /** In the place of a JSON value: a text gets quotes, what is missing is null. */
    JSON_VALUE
  }

  /**
   * A value of the message.
   *
   * @param written as in the template, for errors
   * @param fallback null when the value is needed
   */
  record Hole(String written, Field field, String fallback, Place place) implements Part {
    Hole at(Place other) {
      return new Hole(written, field, fallback, other);
    }

    String render(MessageView message) {
      return switch (place) {
        case TEXT -> text(message);
        case JSON_TEXT -> DataJson.escaped(text(message));
        case JSON_VALUE -> DataJson.json(value(message));
      };
    }

    private String text(MessageView message) {
      String value = field.resolve(message);
      if (value != null) {
        return value;
      }
      if (fallback == null) {
        throw new UnresolvedFieldException(written);
      }
      return fallback;
    }

    private JsonNode value(MessageView message) {
      JsonNode value = field.json(message);
      if (value != null && !(value.isNull() && fallback != null)) {
        return value;
      }
      return fallback == null
          ? DataJson.MAPPER.getNodeFactory().nullNode()
          : Field.reading(fallback);
    }
  }
}

package org.sluiceiot.kafka.downlink.template;

/** One piece of a compiled template. */
sealed interface Part {
  /** Text that stands for itself. */
  record Literal(String text) implements Part {}

  /**
   * A value of the message.
   *
   * @param written as in the template, for errors
   * @param fallback null when the value is needed
   */
  record Hole(String written, Field field, String fallback) implements Part {
    String render(MessageView message) {
      String value = field.resolve(message);
      if (value != null) {
        return value;
      }
      if (fallback == null) {
        throw new UnresolvedFieldException(written);
      }
      return fallback;
    }
  }
}
